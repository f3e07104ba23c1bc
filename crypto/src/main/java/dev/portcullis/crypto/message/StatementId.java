package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Names one statement of an owner, so that its answer can be told from others.
 *
 * @param value 16 bytes
 */
public record StatementId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public StatementId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<StatementId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(StatementId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<StatementId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(StatementId::new);
  }

  /** A new one, different from every other. */
  public static StatementId random(SecureRandom random) {
    return new StatementId(Id16.random(random));
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
