package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import java.time.Duration;
import java.util.Optional;

/**
 * The wire form of an {@link Offer}: {@code portcullis/offer/1}, signed by the vehicle with the key
 * that it shows.
 */
public final class OfferCodec {

  private static final int VEHICLE = 1;
  private static final int NONCE = 2;
  private static final int RECEIPT_KEY = 3;
  private static final int SECONDS = 4;
  private static final int LINK_KEY = 5;

  private OfferCodec() {}

  /**
   * Reads at most 512 bytes; refuses whatever is not exactly an offer, and {@code BAD_KEY} for one
   * that names another signer than the key it shows. Never throws.
   */
  public static Outcome<Unverified<Offer>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.OFFER_BYTES, Envelope.OFFER)
        .then(envelope ->
            claims(envelope.payload())
                .then(offer -> envelope.signedWith(offer.receiptKey(), offer)));
  }

  /** The encoded message, signed by {@code signer}, whose public key the offer shows. */
  public static Bytes sign(Offer offer, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, offer.vehicle().value())
            .bytes(NONCE, offer.nonce().value())
            .item(RECEIPT_KEY, offer.receiptKey().item())
            .number(SECONDS, offer.left().toSeconds())
            .bytes(LINK_KEY, offer.linkKey().value())
            .map();
    return Envelope.sign(payload, signer, Envelope.OFFER);
  }

  private static Outcome<Offer, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes nonce = in.id(NONCE);
    Optional<PublicKey> receiptKey = in.key(RECEIPT_KEY);
    Duration left = in.lifetime(SECONDS);
    Digest linkKey = in.digest(LINK_KEY);
    return in.finish(() ->
        new Offer(
            new VehicleId(vehicle),
            new WindowNonce(nonce),
            receiptKey.orElseThrow(),
            left,
            linkKey));
  }
}
