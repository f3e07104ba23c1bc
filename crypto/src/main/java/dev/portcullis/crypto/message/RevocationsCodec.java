package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire form of {@link Revocations}: {@code portcullis/revocations/1}, signed by a revocation
 * key that the policy names.
 */
public final class RevocationsCodec {

  private static final int SEQUENCE = 1;
  private static final int AFTER = 2;
  private static final int KEYS = 3;
  private static final int CERTIFICATES = 4;

  private static final int LONGEST_SERIAL = 20;
  private static final int POSITIVE = 1;

  private RevocationsCodec() {}

  /** Reads at most 48 KiB; refuses whatever is not exactly such a document. Never throws. */
  public static Outcome<Unverified<Revocations>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(
            encoded, Limits.REVOCATIONS_BYTES, Envelope.REVOCATIONS, Limits.LONG_LISTS)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Revocations revocations, Signer signer) {
    var payload =
        new FieldWriter()
            .number(SEQUENCE, revocations.sequence())
            .number(AFTER, revocations.after())
            .digests(KEYS, revocations.keys())
            .byteStrings(
                CERTIFICATES,
                revocations.certificates().stream().map(RevocationsCodec::magnitude).toList())
            .map();
    return Envelope.sign(payload, signer, Envelope.REVOCATIONS);
  }

  private static Outcome<Revocations, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    long sequence = in.positive(SEQUENCE);
    long after = in.number(AFTER);
    List<Digest> keys = in.digests(KEYS, 0, Limits.KEYS_IN_A_DOCUMENT);
    List<BigInteger> certificates = serials(in);
    if (after >= sequence) {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return in.finish(() -> new Revocations(sequence, after, keys, certificates));
  }

  private static List<BigInteger> serials(FieldReader in) {
    List<BigInteger> serials = new ArrayList<>();
    for (CborItem item : in.array(CERTIFICATES, 0, Limits.SERIALS_IN_A_DOCUMENT)) {
      if (item instanceof ByteString(Bytes magnitude)
          && !magnitude.isEmpty()
          && magnitude.size() <= LONGEST_SERIAL
          && magnitude.at(0) != 0) {
        serials.add(new BigInteger(POSITIVE, magnitude.toArray()));
      } else {
        in.refuse(MessageRefusal.BAD_VALUE);
      }
    }
    if (!Revocations.rising(serials)) {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return serials;
  }

  /** Big-endian without a leading zero, which two's complement may put there. */
  private static Bytes magnitude(BigInteger serial) {
    Bytes bytes = Bytes.of(serial.toByteArray());
    return bytes.at(0) == 0 ? bytes.slice(1, bytes.size()) : bytes;
  }
}
