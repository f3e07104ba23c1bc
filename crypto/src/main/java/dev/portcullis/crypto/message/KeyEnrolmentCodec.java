package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wire form of a {@link KeyEnrolment}: {@code portcullis/enrolment/1}, signed by the new key
 * that it brings.
 */
public final class KeyEnrolmentCodec {

  private static final int VEHICLE = 1;
  private static final int CONTEXT = 2;
  private static final int KEY = 3;
  private static final int EVIDENCE = 4;

  private static final int WITHOUT_KEY_ID = 2;
  private static final int WITH_KEY_ID = 3;

  private KeyEnrolmentCodec() {}

  /**
   * Reads at most 34 KiB; refuses whatever is not exactly an enrolment, and {@code BAD_KEY} for one
   * that names another signer than the key it brings. Never throws.
   */
  public static Outcome<Unverified<KeyEnrolment>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.ENROLMENT_BYTES, Envelope.ENROLMENT)
        .then(envelope ->
            claims(envelope.payload())
                .then(enrolment -> envelope.signedWith(enrolment.key(), enrolment)));
  }

  /** The encoded message, signed by {@code signer}, whose public key it brings. */
  public static Bytes sign(KeyEnrolment enrolment, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, enrolment.vehicle().value())
            .bytes(CONTEXT, enrolment.context().digest().value())
            .item(KEY, enrolment.key().item())
            .item(EVIDENCE, enrolment.evidence().map(KeyEnrolmentCodec::item))
            .map();
    return Envelope.sign(payload, signer, Envelope.ENROLMENT);
  }

  private static Outcome<KeyEnrolment, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Digest context = in.digest(CONTEXT);
    Optional<PublicKey> key = in.p256Key(KEY);
    Optional<Evidence> evidence = in.present(EVIDENCE) ? evidence(in) : Optional.empty();
    return in.finish(() ->
        new KeyEnrolment(
            new VehicleId(vehicle), new EnrolmentContext(context), key.orElseThrow(), evidence));
  }

  private static Optional<Evidence> evidence(FieldReader in) {
    List<CborItem> parts = in.array(EVIDENCE, WITHOUT_KEY_ID, WITH_KEY_ID);
    if (parts.size() >= WITHOUT_KEY_ID
        && parts.get(0) instanceof TextString(String format)
        && parts.get(1) instanceof ByteString(Bytes document)
        && Attestation.hasFormatSize(format)
        && Evidence.hasDocumentSize(document)) {
      if (parts.size() == WITHOUT_KEY_ID) {
        return Optional.of(new Evidence(format, document, Optional.empty()));
      }
      if (parts.get(2) instanceof ByteString(Bytes keyId) && keyId.size() == Digest.SIZE) {
        return Optional.of(new Evidence(format, document, Optional.of(new Digest(keyId))));
      }
    }
    in.refuse(MessageRefusal.BAD_VALUE);
    return Optional.empty();
  }

  private static CborItem item(Evidence evidence) {
    List<CborItem> parts = new ArrayList<>(WITH_KEY_ID);
    parts.add(CborItem.text(evidence.format()));
    parts.add(CborItem.bytes(evidence.document()));
    evidence.keyId().ifPresent(id -> parts.add(CborItem.bytes(id.value())));
    return new CborArray(parts);
  }
}
