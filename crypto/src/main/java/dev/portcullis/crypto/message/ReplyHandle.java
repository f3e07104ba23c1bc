package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Opaque bytes that the back-end maps to the phone: a phone never chooses a topic.
 *
 * @param value 16 bytes
 */
public record ReplyHandle(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public ReplyHandle {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<ReplyHandle, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(ReplyHandle::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<ReplyHandle, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(ReplyHandle::new);
  }

  /** A new one, different from every other. */
  public static ReplyHandle random(SecureRandom random) {
    return new ReplyHandle(Id16.random(random));
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
