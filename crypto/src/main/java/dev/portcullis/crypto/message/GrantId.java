package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Names one grant, so that it can be revoked.
 *
 * @param value 16 bytes
 */
public record GrantId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public GrantId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<GrantId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(GrantId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<GrantId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(GrantId::new);
  }

  /** A new one, different from every other. */
  public static GrantId random(SecureRandom random) {
    return new GrantId(Id16.random(random));
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
