package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;
import java.util.Optional;

/**
 * The protected header of every signature of the protocol: exactly alg, kid and typ.
 *
 * @param keyId the signer's thumbprint (RFC 9679)
 * @param typ what kind of message this is (RFC 9596): the domain separation between the kinds
 */
record ProtectedHeader(Algorithm algorithm, Digest keyId, String typ) {

  private static final CborLimits LIMITS = new CborLimits(256, 2, 32);
  private static final Uint ALG = new Uint(1);
  private static final Uint KID = new Uint(4);
  private static final Uint TYP = new Uint(16);
  private static final int PARAMETERS = 3;

  static Outcome<ProtectedHeader, CoseRefusal> parse(Bytes encoded) {
    if (encoded.isEmpty()) {
      return Outcome.refused(CoseRefusal.NO_ALGORITHM);
    }
    return switch (Cbor.decode(encoded, LIMITS)) {
      case Outcome.Passed<CborItem, ?>(CborMap map) -> ofMap(map);
      case Outcome.Passed<CborItem, ?> _ -> Outcome.refused(CoseRefusal.BAD_HEADER);
      case Outcome.Refused<CborItem, ?> _ -> Outcome.refused(CoseRefusal.NOT_CBOR);
    };
  }

  private static Outcome<ProtectedHeader, CoseRefusal> ofMap(CborMap map) {
    List<CborMap.Entry> entries = map.entries();
    if (entries.isEmpty() || !entries.get(0).key().equals(ALG)) {
      return Outcome.refused(CoseRefusal.NO_ALGORITHM);
    }
    if (entries.size() != PARAMETERS
        || !entries.get(1).key().equals(KID)
        || !entries.get(2).key().equals(TYP)) {
      return Outcome.refused(CoseRefusal.BAD_HEADER);
    }
    Optional<Algorithm> algorithm =
        entries.get(0).value() instanceof NegativeInt(long bits)
            ? Algorithm.ofId(~bits)
            : Optional.empty();
    if (algorithm.isEmpty()) {
      return Outcome.refused(CoseRefusal.UNKNOWN_ALGORITHM);
    }
    if (!(entries.get(1).value() instanceof ByteString(Bytes keyId))
        || keyId.size() != Digest.SIZE) {
      return Outcome.refused(CoseRefusal.BAD_KEY_ID);
    }
    return entries.get(2).value() instanceof TextString(String typ)
        ? Outcome.passed(new ProtectedHeader(algorithm.get(), new Digest(keyId), typ))
        : Outcome.refused(CoseRefusal.WRONG_TYPE);
  }

  Bytes encoded() {
    return Cbor.encode(
        new CborMap(
            List.of(
                new CborMap.Entry(ALG, CborItem.integer(algorithm.id())),
                new CborMap.Entry(KID, new ByteString(keyId.value())),
                new CborMap.Entry(TYP, new TextString(typ)))));
  }
}
