package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Names one hand-over of a vehicle, so that it is used once.
 *
 * @param value 16 bytes
 */
public record HandOverId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public HandOverId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<HandOverId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(HandOverId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<HandOverId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(HandOverId::new);
  }

  /** A new one, different from every other. */
  public static HandOverId random(SecureRandom random) {
    return new HandOverId(Id16.random(random));
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
