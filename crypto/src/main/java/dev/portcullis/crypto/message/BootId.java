package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * One run of the agent process: its end ends every command that answers its beacons.
 *
 * @param value 16 bytes
 */
public record BootId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public BootId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<BootId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(BootId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<BootId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(BootId::new);
  }

  /** A new one, different from every other. */
  public static BootId random(SecureRandom random) {
    return new BootId(Id16.random(random));
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
