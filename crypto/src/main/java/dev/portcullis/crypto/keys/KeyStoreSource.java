package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.SecretBytes;
import java.nio.file.Path;

/** Where private keys are kept, as the configuration names it. */
public sealed interface KeyStoreSource {

  /** The place in words, for a refusal. Holds no secret. */
  String where();

  /** What unlocks the place: the password of the file or the PIN of the token, in UTF-8. */
  SecretBytes secret();

  /**
   * A PKCS#12 file (RFC 7292), for units without a token. One password protects file and keys.
   *
   * @param file where it is
   * @param secret its password, read with {@link SecretFile}
   */
  record Pkcs12(Path file, SecretBytes secret) implements KeyStoreSource {
    @Override
    public String where() {
      return file.toString();
    }
  }

  /**
   * A PKCS#11 token through the JDK's SunPKCS11. Its keys are P-256: SunPKCS11 has no Ed25519.
   *
   * @param library the token vendor's shared library
   * @param name tells providers apart within the process: 1 to 32 letters and digits
   * @param slotListIndex which of the slots the library lists, from 0
   * @param secret the user PIN, read with {@link SecretFile}
   */
  record Pkcs11(Path library, String name, int slotListIndex, SecretBytes secret)
      implements KeyStoreSource {

    /** The place in the provider's own configuration, where a line break would add a line. */
    public Pkcs11 {
      if (!name.matches("[A-Za-z0-9]{1,32}")) {
        throw new IllegalArgumentException("a token's name is 1 to 32 letters and digits");
      }
      if (slotListIndex < 0) {
        throw new IllegalArgumentException("slots are counted from 0");
      }
      if (library.toString().chars().anyMatch(c -> c < ' ' || c == '"' || c == '$')) {
        throw new IllegalArgumentException(
            "the library's path has a control character, quote or $");
      }
    }

    @Override
    public String where() {
      return library + " slot " + slotListIndex;
    }
  }
}
