package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * What the vehicle challenges a new key with while the enrolment window is open: 16 bytes nobody
 * could foresee, of one window alone.
 *
 * @param value 16 bytes
 */
public record WindowNonce(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public WindowNonce {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<WindowNonce, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(WindowNonce::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<WindowNonce, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(WindowNonce::new);
  }

  /** A new one, different from every other. */
  public static WindowNonce random(SecureRandom random) {
    return new WindowNonce(Id16.random(random));
  }

  /** 32 lower-case hexadecimal digits. */
  public String hex() {
    return value.hex();
  }

  @Override
  public String toString() {
    return hex();
  }
}
