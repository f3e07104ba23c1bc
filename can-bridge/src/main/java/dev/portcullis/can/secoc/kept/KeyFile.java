package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.KeyRefusal;
import dev.portcullis.crypto.keys.SecretFile;
import java.nio.file.Path;
import java.util.Arrays;

/** A file with one key: 32 lower-case hexadecimal digits on a line, for its owner's eyes only. */
final class KeyFile {

  private static final int DIGITS = 32;
  private static final String NEXT =
      "put the key there, 32 lower-case hexadecimal digits on a line";

  private KeyFile() {}

  /** The key of {@code slot}. */
  static Path of(Path folder, KeySlot slot) {
    return folder.resolve("slot-" + slot.number() + ".key");
  }

  /** Where a slot's second key lay before each key had a slot of its own. */
  static Path second(Path folder, KeySlot slot) {
    return folder.resolve("slot-" + slot.number() + ".next.key");
  }

  static Outcome<SecOcKey, SecOcFault> read(Path file) {
    return switch (secret(file)) {
      case Refused<SecretBytes, SecOcFault>(var fault) -> Outcome.refused(fault);
      case Passed<SecretBytes, SecOcFault>(var digits) -> key(digits, file);
    };
  }

  static Outcome<SecretBytes, SecOcFault> secret(Path file) {
    return SecretFile.read(file).mapRefusal(KeyFile::said);
  }

  static SecOcFault said(KeyRefusal why) {
    return new SecOcFault(why.where(), why.reason() + " " + why.detail(), why.reason().next());
  }

  private static Outcome<SecOcKey, SecOcFault> key(SecretBytes digits, Path file) {
    try (digits) {
      byte[] key = digits.use(KeyFile::bytes);
      return key.length == 0
          ? Outcome.refused(new SecOcFault(file.toString(), "holds no key of 16 bytes", NEXT))
          : SecOcKey.of(SecretBytes.takeOver(key))
              .mapRefusal(why -> new SecOcFault(file.toString(), why.name(), NEXT));
    }
  }

  /** No bytes where the digits are not exactly as they should be. */
  private static byte[] bytes(byte[] digits) {
    if (digits.length != DIGITS) {
      return new byte[0];
    }
    var key = new byte[DIGITS / 2];
    for (int i = 0; i < digits.length; i++) {
      int value = digit(digits[i]);
      if (value < 0) {
        Arrays.fill(key, (byte) 0);
        return new byte[0];
      }
      key[i / 2] = (byte) (key[i / 2] << 4 | value);
    }
    return key;
  }

  private static int digit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
  }
}
