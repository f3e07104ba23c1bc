package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.Optional;

/**
 * The wire form of a {@link HandOver}: a map of the exact bytes that were signed and the list of
 * detached signatures by keys of the policy authority, as beside a policy.
 */
public final class HandOverCodec {

  /** The typ of each signature. */
  public static final String TYPE = "portcullis/hand-over/1";

  private static final int PAYLOAD = 1;
  private static final int SIGNATURES = 2;

  private static final int ID = 1;
  private static final int VEHICLE = 2;
  private static final int RECEIPT_KEY = 3;
  private static final int OWNER = 4;
  private static final int EPOCH = 5;
  private static final int REASON = 6;

  private static final int PAYLOAD_BYTES = 512;

  private HandOverCodec() {}

  /** Reads at most 10 KiB; refuses whatever is not exactly a hand-over. Never throws. */
  public static Outcome<SignedHandOver, MessageRefusal> parse(Bytes encoded) {
    if (encoded.size() > Limits.HAND_OVER_BYTES) {
      return Outcome.refused(MessageRefusal.TOO_LARGE);
    }
    return Envelope.map(encoded, Limits.PAYLOAD)
        .then(HandOverCodec::parts)
        .then(parts ->
            Envelope.map(parts.payload(), Limits.PAYLOAD)
                .then(HandOverCodec::claims)
                .map(claims -> new SignedHandOver(claims, parts.payload(), parts.signatures())));
  }

  /** The exact bytes that the authority's keys sign, each for itself, as {@link #TYPE}. */
  public static Bytes payload(HandOver handOver) {
    return Cbor.encode(
        new FieldWriter()
            .bytes(ID, handOver.id().value())
            .bytes(VEHICLE, handOver.vehicle().value())
            .bytes(RECEIPT_KEY, handOver.receiptKey().value())
            .item(OWNER, handOver.owner().item())
            .number(EPOCH, handOver.epoch())
            .text(REASON, handOver.reason().wire())
            .map());
  }

  /** The encoded map of a payload and the signatures over it. */
  public static Bytes encode(Bytes payload, DetachedSignatures signatures) {
    return Cbor.encode(
        new FieldWriter().bytes(PAYLOAD, payload).item(SIGNATURES, signatures.item()).map());
  }

  private record Parts(Bytes payload, DetachedSignatures signatures) {}

  private static Outcome<Parts, MessageRefusal> parts(CborMap map) {
    var in = new FieldReader(map);
    Bytes payload = in.bytes(PAYLOAD, PAYLOAD_BYTES);
    Optional<DetachedSignatures> signatures =
        DetachedSignatures.parse(in.item(SIGNATURES))
                instanceof Outcome.Passed<DetachedSignatures, ?>(var list)
            ? Optional.of(list)
            : Optional.empty();
    if (signatures.isEmpty()) {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return in.finish(() -> new Parts(payload, signatures.orElseThrow()));
  }

  private static Outcome<HandOver, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes id = in.id(ID);
    Bytes vehicle = in.id(VEHICLE);
    Digest receiptKey = in.digest(RECEIPT_KEY);
    Optional<PublicKey> owner = in.key(OWNER);
    long epoch = in.positive(EPOCH);
    Optional<HandOverReason> reason = in.constant(REASON, HandOverReason::ofWire);
    return in.finish(() ->
        new HandOver(
            new HandOverId(id),
            new VehicleId(vehicle),
            receiptKey,
            owner.orElseThrow(),
            epoch,
            reason.orElseThrow()));
  }
}
