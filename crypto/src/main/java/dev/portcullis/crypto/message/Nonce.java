package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * What a beacon challenges with and a command answers: 16 bytes nobody could foresee.
 *
 * @param value 16 bytes
 */
public record Nonce(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public Nonce {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<Nonce, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(Nonce::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<Nonce, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(Nonce::new);
  }

  /** A new one, different from every other. */
  public static Nonce random(SecureRandom random) {
    return new Nonce(Id16.random(random));
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
