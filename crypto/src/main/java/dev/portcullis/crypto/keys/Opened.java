package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs12;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A loaded key store, and the provider of the token it is in. */
record Opened(KeyStore store, KeyStoreSource source, Optional<Provider> provider) {

  private static final int MAX_FILE = 1 << 20;

  static Outcome<Opened, KeyRefusal> of(KeyStoreSource source) {
    return switch (source) {
      case Pkcs12 file -> openFile(file);
      case Pkcs11 token -> Token.open(token);
    };
  }

  String where() {
    return source.where();
  }

  List<String> labels() throws GeneralSecurityException {
    return Collections.list(store.aliases());
  }

  Key key(String label) throws GeneralSecurityException {
    return switch (source) {
      case Pkcs11 _ -> store.getKey(label, null);
      case Pkcs12(var _, var secret) -> withChars(secret, chars -> store.getKey(label, chars));
    };
  }

  void close() {
    provider.ifPresent(Token::close);
  }

  /** What may be done with a password that exists as characters only for the time of the call. */
  @FunctionalInterface
  interface CharsUse<T> {
    T apply(char[] chars) throws GeneralSecurityException, IOException;
  }

  /**
   * The JDK wants passwords as characters.
   *
   * @throws GeneralSecurityException as {@code use} does; an input or output error becomes one
   */
  static <T> T withChars(SecretBytes secret, CharsUse<T> use) throws GeneralSecurityException {
    char[] chars = secret.use(SecretFile::decode);
    try {
      return use.apply(chars);
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException wrong
          ? wrong
          : new GeneralSecurityException(e);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static Outcome<Opened, KeyRefusal> openFile(Pkcs12 source) {
    byte[] content;
    try (var in = Files.newInputStream(source.file())) {
      content = in.readNBytes(MAX_FILE + 1);
    } catch (NoSuchFileException e) {
      return refused(Reason.FILE_MISSING, source, "");
    } catch (IOException e) {
      return refused(Reason.FILE_UNREADABLE, source, String.valueOf(e.getMessage()));
    }
    if (content.length > MAX_FILE) {
      return refused(Reason.FILE_TOO_LARGE, source, "more than " + MAX_FILE + " bytes");
    }
    try {
      var store = withChars(source.secret(), chars -> load("PKCS12", content, chars));
      return Outcome.passed(new Opened(store, source, Optional.empty()));
    } catch (UnrecoverableKeyException e) {
      return refused(Reason.WRONG_SECRET, source, "");
    } catch (GeneralSecurityException | RuntimeException e) {
      // The JDK's ASN.1 reader meets damaged files with exceptions of several kinds.
      return refused(Reason.NOT_A_KEY_STORE, source, String.valueOf(e.getMessage()));
    }
  }

  private static KeyStore load(String type, byte[] content, char[] chars)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(type);
    store.load(new ByteArrayInputStream(content), chars);
    return store;
  }

  private static <T> Outcome<T, KeyRefusal> refused(Reason reason, Pkcs12 source, String detail) {
    return Outcome.refused(new KeyRefusal(reason, source.where(), detail));
  }
}
