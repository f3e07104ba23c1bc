package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cbor.CborRefusal;
import java.util.List;
import java.util.Optional;

/** Reads Evidence that a platform encoded as CBOR, and says what is wrong with it as such. */
public final class CborEvidence {

  private CborEvidence() {}

  /** The item that {@code encoded} is, in any spelling. */
  public static Outcome<CborItem, AttestationRefusal> item(Bytes encoded, CborLimits limits) {
    return Cbor.decodeForeign(encoded, limits).mapRefusal(CborEvidence::refusal);
  }

  /** The map that {@code encoded} is. */
  public static Outcome<CborMap, AttestationRefusal> map(Bytes encoded, CborLimits limits) {
    return item(encoded, limits)
        .then(item ->
            item instanceof CborMap map
                ? Outcome.passed(map)
                : Outcome.refused(AttestationRefusal.MALFORMED));
  }

  /** The items that {@code encoded} is, one behind the other (RFC 8742). */
  public static Outcome<List<CborItem>, AttestationRefusal> sequence(
      Bytes encoded, CborLimits limits) {
    return Cbor.decodeForeignSequence(encoded, limits).mapRefusal(CborEvidence::refusal);
  }

  /** The byte string at the text {@code key} of {@code map}. */
  public static Optional<Bytes> bytes(CborMap map, String key) {
    return map.get(CborItem.text(key))
        .flatMap(item ->
            item instanceof CborItem.ByteString(Bytes value)
                ? Optional.of(value)
                : Optional.empty());
  }

  /** The text string at the text {@code key} of {@code map}. */
  public static Optional<String> text(CborMap map, String key) {
    return map.get(CborItem.text(key))
        .flatMap(item ->
            item instanceof CborItem.TextString(String value)
                ? Optional.of(value)
                : Optional.empty());
  }

  private static AttestationRefusal refusal(CborRefusal why) {
    return switch (why) {
      case TOO_LARGE -> AttestationRefusal.TOO_LARGE;
      case TOO_DEEP -> AttestationRefusal.TOO_DEEP;
      case DUPLICATE_KEY -> AttestationRefusal.DUPLICATE_MEMBER;
      case TRUNCATED,
          TRAILING_BYTES,
          NOT_SHORTEST,
          INDEFINITE_LENGTH,
          KEYS_NOT_SORTED,
          BAD_UTF8,
          FLOAT,
          RESERVED ->
          AttestationRefusal.MALFORMED;
    };
  }
}
