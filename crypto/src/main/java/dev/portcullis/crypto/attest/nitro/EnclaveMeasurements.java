package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A back-end as the policy lists it: the values its platform configuration registers must have, all
 * of them together.
 *
 * @param name what it is called in results and logs: 1 to 256 visible ASCII characters
 * @param registers SHA-384 values of 48 bytes, none of them all zero, by the number of the
 *     register: 0, 1 and 2 (image, kernel, application), and 3 (the parent instance's role), 8 (the
 *     image's signer) or both; any other besides
 */
public record EnclaveMeasurements(String name, SortedMap<Integer, Bytes> registers) {

  /** The highest number of a register. */
  public static final int LAST_REGISTER = 31;

  /** The size of a register's value in bytes. */
  public static final int REGISTER_BYTES = 48;

  /** What runs. Every entry names all of these. */
  static final List<Integer> SOFTWARE = List.of(0, 1, 2);

  /** Who runs it, and who signed it: anyone can run a copy of an image. Every entry names one. */
  static final List<Integer> OPERATOR = List.of(3, 8);

  private static final String NAME = "[!-~]{1,256}";

  /** Takes a copy, and checks the ranges. */
  public EnclaveMeasurements {
    registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("a name is 1 to 256 visible ASCII characters");
    }
    if (!registers.keySet().containsAll(SOFTWARE)
        || Collections.disjoint(registers.keySet(), OPERATOR)) {
      throw new IllegalArgumentException("registers 0, 1 and 2, and 3 or 8, must be named");
    }
    registers.forEach(EnclaveMeasurements::checkRange);
  }

  private static void checkRange(int register, Bytes value) {
    if (register < 0 || register > LAST_REGISTER || value.size() != REGISTER_BYTES) {
      throw new IllegalArgumentException("no value of a register: " + register + ", " + value);
    }
    if (isZero(value)) {
      throw new IllegalArgumentException("register " + register + " would admit debug mode");
    }
  }

  /** Whether a register holds what it does in debug mode, or where nothing was measured. */
  static boolean isZero(Bytes value) {
    return value.equals(Bytes.of(new byte[value.size()]));
  }

  /** The first register in which {@code measured} is not this; none where it is. */
  Optional<Integer> difference(Map<Integer, Bytes> measured) {
    return registers.entrySet().stream()
        .filter(wanted -> !measured.entrySet().contains(wanted))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
