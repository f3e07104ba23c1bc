package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cose.PublicKey;

/**
 * What a new key and its evidence are bound to: one window of one vehicle, and the receipt key that
 * the phone was shown. Evidence made for another window, for another car, or through somebody in
 * the middle who showed a receipt key of his own, is for another context.
 *
 * @param digest SHA-256 of the encoded array of {@value #DOMAIN}, the window's nonce, the vehicle
 *     and the receipt key as COSE_Key
 */
public record EnrolmentContext(Digest digest) {

  /** The first item of the array: no other digest of the protocol is over such an array. */
  public static final String DOMAIN = "portcullis/enrolment-context/1";

  /** The context of a window. */
  public static EnrolmentContext of(WindowNonce nonce, VehicleId vehicle, PublicKey receiptKey) {
    return new EnrolmentContext(Digest.of(encoded(nonce, vehicle, receiptKey)));
  }

  /**
   * What the digest is over. Each item says its own length, so no two contexts have one spelling.
   */
  static Bytes encoded(WindowNonce nonce, VehicleId vehicle, PublicKey receiptKey) {
    return Cbor.encode(
        CborArray.of(
            CborItem.text(DOMAIN),
            CborItem.bytes(nonce.value()),
            CborItem.bytes(vehicle.value()),
            receiptKey.item()));
  }

  /** The challenge of an Android key attestation: 32 bytes. */
  public Bytes challenge() {
    return digest.value();
  }

  /**
   * The client data of an App Attest attestation, 64 bytes: the context and the thumbprint of the
   * command key, which App Attest itself knows nothing of. The platform takes its SHA-256.
   */
  public Bytes clientData(PublicKey commandKey) {
    return Bytes.concat(digest.value(), commandKey.thumbprint().value());
  }
}
