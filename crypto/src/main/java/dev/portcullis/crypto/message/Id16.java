package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/** What all identifiers of 16 bytes share. */
final class Id16 {

  static final int SIZE = 16;

  private Id16() {}

  static void check(Bytes value) {
    if (value.size() != SIZE) {
      throw new IllegalArgumentException("an identifier has 16 bytes, not " + value.size());
    }
  }

  static Outcome<Bytes, MessageRefusal> sized(Bytes value) {
    return value.size() == SIZE ? Outcome.passed(value) : Outcome.refused(MessageRefusal.BAD_VALUE);
  }

  static Outcome<Bytes, MessageRefusal> fromHex(String digits) {
    if (digits.length() != 2 * SIZE) {
      return Outcome.refused(MessageRefusal.BAD_VALUE);
    }
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'))) {
        return Outcome.refused(MessageRefusal.BAD_VALUE);
      }
    }
    return Outcome.passed(Bytes.fromHex(digits));
  }

  static Bytes random(SecureRandom random) {
    byte[] fresh = new byte[SIZE];
    random.nextBytes(fresh);
    return Bytes.of(fresh);
  }
}
