package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Names one lease of the local channel.
 *
 * @param value 16 bytes
 */
public record LeaseId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public LeaseId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<LeaseId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(LeaseId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<LeaseId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(LeaseId::new);
  }

  /** A new one, different from every other. */
  public static LeaseId random(SecureRandom random) {
    return new LeaseId(Id16.random(random));
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
