package dev.portcullis.crypto.cose;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.List;
import java.util.Optional;

/** COSE_Sign1 as others use it: any header, a given key, external data. For public vectors. */
final class ForeignSign1 {

  private static final CborLimits LIMITS = new CborLimits(4096, 8, 100);

  private ForeignSign1() {}

  static Outcome<Bytes, CoseRefusal> verify(Bytes encoded, PublicKey key, Bytes external) {
    if (!(Cbor.decode(encoded, LIMITS).orFault()
            instanceof Tagged(long tag, CborArray(List<CborItem> fields)))
        || tag != 18
        || !(fields.get(0) instanceof ByteString(Bytes header))
        || !(fields.get(2) instanceof ByteString(Bytes payload))
        || !(fields.get(3) instanceof ByteString(Bytes signature))) {
      return Outcome.refused(CoseRefusal.WRONG_STRUCTURE);
    }
    if (!(Cbor.decode(header, LIMITS).orFault() instanceof CborMap map)
        || map.get(new Uint(1)).isEmpty()) {
      return Outcome.refused(CoseRefusal.NO_ALGORITHM);
    }
    Optional<Algorithm> algorithm =
        map.get(new Uint(1)).get() instanceof NegativeInt(long bits)
            ? Algorithm.ofId(~bits)
            : Optional.empty();
    if (algorithm.isEmpty()) {
      return Outcome.refused(CoseRefusal.UNKNOWN_ALGORITHM);
    }
    return key.verify(SigStructure.encoded(header, external, payload), signature).map(_ -> payload);
  }
}
