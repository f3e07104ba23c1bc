package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.SecureRandom;

/**
 * Names one command, chosen at random by the phone; a receipt refers to it.
 *
 * @param value 16 bytes
 */
public record CommandId(Bytes value) {

  /** Checks the size; untrusted bytes come through {@link #parse}. */
  public CommandId {
    Id16.check(value);
  }

  /** Reads 16 bytes; refuses {@code BAD_VALUE} for any other number. */
  public static Outcome<CommandId, MessageRefusal> parse(Bytes value) {
    return Id16.sized(value).map(CommandId::new);
  }

  /** Reads 32 lower-case hexadecimal digits; refuses {@code BAD_VALUE} for anything else. */
  public static Outcome<CommandId, MessageRefusal> parseHex(String digits) {
    return Id16.fromHex(digits).map(CommandId::new);
  }

  /** A new one, different from every other. */
  public static CommandId random(SecureRandom random) {
    return new CommandId(Id16.random(random));
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
