package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Reads keys and who signs with which (TUF section 4.2.1). What a key's type, scheme or encoding
 * means is a closed list; a key outside it does not spoil the file, it only never counts.
 */
final class RoleKeyReader {

  private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String PEM_END = "-----END PUBLIC KEY-----";
  private static final int POINT = 65;
  private static final int COORDINATE = 32;
  private static final int UNCOMPRESSED = 4;
  private static final int ED25519 = 32;

  private RoleKeyReader() {}

  /** The keys of the member {@code keys}, by identifier. */
  static Map<KeyId, RoleKey> keys(Part owner) {
    var keys = new HashMap<KeyId, RoleKey>();
    owner
        .parts("keys")
        .forEach((id, part) -> {
          if (id.isEmpty() || id.length() > KeyId.MAX_LENGTH || keys.size() >= Part.MAX_ENTRIES) {
            part.note(MetadataFault.WRONG_FORM, "");
          } else {
            keys.put(new KeyId(id), key(new KeyId(id), part));
          }
        });
    return keys;
  }

  /**
   * The members {@code keyids} and {@code threshold}. An identifier twice is a fault; one without a
   * key is let be, for it takes nothing from the threshold.
   */
  static Authority authority(RoleName role, Part part, Map<KeyId, RoleKey> keys) {
    var named = new ArrayList<RoleKey>();
    var seen = new HashSet<KeyId>();
    for (String text : part.texts("keyids")) {
      var id = new KeyId(text);
      if (!seen.add(id)) {
        part.note(MetadataFault.DUPLICATE, "keyids");
      }
      Optional.ofNullable(keys.get(id)).ifPresent(named::add);
    }
    return new Authority(role, named, (int) part.whole("threshold", 1, Part.MAX_ENTRIES));
  }

  static KeyId keyId(Part part, String name) {
    var id = part.text(name);
    if (id.length() > KeyId.MAX_LENGTH) {
      part.note(MetadataFault.WRONG_FORM, name);
    }
    return new KeyId(id);
  }

  private static RoleKey key(KeyId id, Part part) {
    return scheme(part.text("keytype"), part.text("scheme"))
        .flatMap(scheme ->
            key(scheme, part.part("keyval").text("public"))
                .filter(key -> key.supports(scheme))
                .<RoleKey>map(key -> new RoleKey.Usable(id, key, scheme)))
        .orElseGet(() -> new RoleKey.Unusable(id));
  }

  /** The older spelling of an ECDSA key's type is that of its scheme. */
  private static Optional<Scheme> scheme(String type, String scheme) {
    return switch (scheme + " of " + type) {
      case "ed25519 of ed25519" -> Optional.of(Scheme.EDDSA);
      case "ecdsa-sha2-nistp256 of ecdsa", "ecdsa-sha2-nistp256 of ecdsa-sha2-nistp256" ->
          Optional.of(Scheme.ECDSA_SHA256_DER);
      case "ecdsa-sha2-nistp384 of ecdsa", "ecdsa-sha2-nistp384 of ecdsa-sha2-nistp384" ->
          Optional.of(Scheme.ECDSA_SHA384_DER);
      case "rsassa-pss-sha256 of rsa" -> Optional.of(Scheme.RSA_PSS_SHA256);
      case "rsa-pkcs1v15-sha256 of rsa" -> Optional.of(Scheme.RS256);
      case "ml-dsa-44/1 of ml-dsa" -> Optional.of(Scheme.ML_DSA_44);
      case "ml-dsa-65/1 of ml-dsa" -> Optional.of(Scheme.ML_DSA_65);
      case "ml-dsa-87/1 of ml-dsa" -> Optional.of(Scheme.ML_DSA_87);
      default -> Optional.empty();
    };
  }

  /** PEM for every kind, and the hexadecimal forms of Ed25519 keys and P-256 points. */
  private static Optional<VerificationKey> key(Scheme scheme, String value) {
    var text = value.strip();
    if (text.startsWith(PEM_BEGIN)) {
      // Behind the first line, for the two lines' dashes may be the same ones.
      var rest = text.substring(PEM_BEGIN.length());
      return rest.endsWith(PEM_END)
          ? pem(rest.substring(0, rest.length() - PEM_END.length()))
          : Optional.empty();
    }
    Bytes raw;
    try {
      raw = Bytes.fromHex(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (scheme == Scheme.EDDSA && raw.size() == ED25519) {
      return passed(PublicKey.ed25519(raw)).map(VerificationKey::of);
    }
    return scheme == Scheme.ECDSA_SHA256_DER && raw.size() == POINT && raw.at(0) == UNCOMPRESSED
        ? passed(
            VerificationKey.ofCoordinates(
                raw.slice(1, 1 + COORDINATE), raw.slice(1 + COORDINATE, POINT)))
        : Optional.empty();
  }

  private static Optional<VerificationKey> pem(String base64) {
    if (base64.length() > 2 * VerificationKey.MAX_SIZE) {
      return Optional.empty();
    }
    try {
      var der = Base64.getDecoder().decode(base64.replaceAll("[\r\n]", ""));
      return passed(VerificationKey.parse(Bytes.of(der)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> passed(Outcome<T, ?> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, ?>(var value) -> Optional.of(value);
      case Outcome.Refused<T, ?> _ -> Optional.empty();
    };
  }
}
