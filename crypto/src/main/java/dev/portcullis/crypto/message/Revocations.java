package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * The manufacturer's word on keys and certificates that are no good any more, in any vehicle. It
 * only adds. It names the sequence it continues, so that whoever holds one document back cannot
 * have a later one taken for both.
 *
 * @param sequence up to which a vehicle is when it has taken this; at least 1
 * @param after from which on this holds everything, below {@code sequence}; 0 for the beginning
 * @param keys thumbprints, up to 1,024, in ascending order, each once
 * @param certificates serial numbers of certificates of platforms, up to 512, positive and of at
 *     most 20 bytes (RFC 5280, section 4.1.2.2), in ascending order, each once
 */
public record Revocations(
    long sequence, long after, List<Digest> keys, List<BigInteger> certificates) {

  private static final int LONGEST_SERIAL_BITS = 160;

  /** Checks what the codec has already refused. */
  public Revocations {
    keys = List.copyOf(keys);
    certificates = List.copyOf(certificates);
    if (after < 0
        || sequence <= after
        || keys.size() > Limits.KEYS_IN_A_DOCUMENT
        || !Rising.digests(keys)
        || certificates.size() > Limits.SERIALS_IN_A_DOCUMENT
        || !rising(certificates)
        || !certificates.stream().allMatch(Revocations::isSerial)) {
      throw new IllegalArgumentException("revocations out of their ranges");
    }
  }

  static boolean rising(List<BigInteger> serials) {
    return Rising.by(Comparator.naturalOrder(), serials);
  }

  private static boolean isSerial(BigInteger serial) {
    return serial.signum() > 0 && serial.bitLength() <= LONGEST_SERIAL_BITS;
  }
}
