package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import java.io.IOException;
import java.nio.file.Files;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;

/** Opens a PKCS#11 token through SunPKCS11. */
final class Token {

  /** Keys made here stay here: they cannot be read out, only used. */
  private static final String KEYS_STAY =
      """
      attributes(generate,CKO_PRIVATE_KEY,*) = {
        CKA_TOKEN = true
        CKA_PRIVATE = true
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_SIGN = true
      }
      """;

  private static final System.Logger LOG = System.getLogger(Token.class.getName());

  private Token() {}

  static Outcome<Opened, KeyRefusal> open(Pkcs11 source) {
    if (!Files.exists(source.library())) {
      return refused(Reason.TOKEN_LIBRARY_MISSING, source, "");
    }
    try {
      var provider = provider(source);
      var store =
          Opened.withChars(
              source.secret(),
              chars -> {
                var tokens = KeyStore.getInstance("PKCS11", provider);
                tokens.load(null, chars);
                return tokens;
              });
      // TLS asks the registered providers for one that can sign with the token's key. Ours comes
      // last, so it serves no other key.
      if (Security.addProvider(provider) < 0) {
        return refused(Reason.TOKEN_ALREADY_OPEN, source, provider.getName());
      }
      return Outcome.passed(new Opened(store, source, Optional.of(provider)));
    } catch (GeneralSecurityException | ProviderException | IllegalArgumentException e) {
      return refused(reason(e, source.library().toString()), source, innermost(e));
    }
  }

  /**
   * Logs out, for a login holds for the whole process: whoever opens the token next would need no
   * PIN.
   */
  static void close(Provider provider) {
    Security.removeProvider(provider.getName());
    if (provider instanceof AuthProvider token) {
      try {
        token.logout();
      } catch (LoginException e) {
        LOG.log(System.Logger.Level.WARNING, "the token did not log out: " + innermost(e));
      }
    }
  }

  private static Provider provider(Pkcs11 source) {
    var base = Security.getProvider("SunPKCS11");
    if (base == null) {
      throw new ProviderException("this Java runtime lacks the module jdk.crypto.cryptoki");
    }
    return base.configure(
        "--name=%s\nlibrary=%s\nslotListIndex=%d\n%s"
            .formatted(source.name(), source.library(), source.slotListIndex(), KEYS_STAY));
  }

  private static Reason reason(Throwable fault, String library) {
    for (Throwable e = fault; e != null; e = e.getCause()) {
      var text = String.valueOf(e.getMessage());
      if (e instanceof FailedLoginException || text.contains("CKR_PIN_")) {
        return Reason.WRONG_SECRET;
      }
      if (text.contains("slotListIndex")
          || text.contains("CKR_TOKEN_NOT_")
          || text.contains("CKR_SLOT_ID_INVALID")
          || text.contains("PKCS11 not found")) {
        return Reason.TOKEN_MISSING;
      }
      if (e instanceof IOException && text.contains(library)) {
        return Reason.TOKEN_LIBRARY_UNUSABLE;
      }
    }
    return Reason.TOKEN_FAULT;
  }

  private static String innermost(Throwable fault) {
    var e = fault;
    while (e.getCause() != null) {
      e = e.getCause();
    }
    return String.valueOf(e.getMessage());
  }

  private static <T> Outcome<T, KeyRefusal> refused(Reason reason, Pkcs11 source, String detail) {
    return Outcome.refused(new KeyRefusal(reason, source.where(), detail));
  }
}
