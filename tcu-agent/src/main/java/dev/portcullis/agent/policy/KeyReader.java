package dev.portcullis.agent.policy;

import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.token.Jwk;
import dev.portcullis.crypto.attest.token.JwkRefusal;
import dev.portcullis.crypto.attest.token.PinnedKey;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.KeyFault;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.ChainCertificate;
import dev.portcullis.crypto.x509.ChainRefusal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads keys as those who publish them write them: our own as COSE_Key, a Verifier's as JWK, a
 * platform's roots in PEM.
 */
final class KeyReader {

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PUBLIC_KEY = "PUBLIC KEY";

  /** A certificate of RSA with 4096 bits takes 2 KiB in PEM. */
  private static final int MAX_PEM = 12_000;

  private KeyReader() {}

  /** Encoded COSE_Keys in hexadecimal digits, at least one, each once. */
  static List<PublicKey> coseKeys(Section section, String key) throws BadSetting {
    var keys = new ArrayList<PublicKey>();
    var encoded = section.hexes(key);
    for (int i = 0; i < encoded.size(); i++) {
      keys.add(coseKey(section, key + "[" + i + "]", encoded.get(i)));
    }
    if (keys.isEmpty()) {
      throw section.bad(key, "must name at least one key");
    }
    if (Set.copyOf(keys).size() < keys.size()) {
      throw section.bad(key, "names a key twice");
    }
    return keys;
  }

  /** The same where the list may be missing or empty. */
  static List<PublicKey> optionalCoseKeys(Section section, String key) throws BadSetting {
    return section.has(key) && !section.hexes(key).isEmpty() ? coseKeys(section, key) : List.of();
  }

  private static PublicKey coseKey(Section section, String key, Bytes encoded) throws BadSetting {
    return switch (PublicKey.parse(encoded)) {
      case Outcome.Passed<PublicKey, ?>(var parsed) -> parsed;
      case Outcome.Refused<PublicKey, ?>(var reason) ->
          throw section.bad(key, "is not a COSE_Key this agent knows: " + reason);
    };
  }

  /** JSON Web Keys (RFC 7517), as a key set has them. */
  static List<PinnedKey> jwks(Section section, String key) throws BadSetting {
    var keys = new ArrayList<PinnedKey>();
    var texts = section.objects(key);
    for (int i = 0; i < texts.size(); i++) {
      switch (Jwk.parse(Bytes.utf8(texts.get(i)))) {
        case Outcome.Passed<PinnedKey, JwkRefusal>(var parsed) -> keys.add(parsed);
        case Outcome.Refused<PinnedKey, JwkRefusal>(var reason) ->
            throw section.bad(key + "[" + i + "]", "is not a JWK this agent relies on: " + reason);
      }
    }
    return keys;
  }

  /** Root keys, each in PEM as a certificate, of which the key counts, or as a public key. */
  static Set<VerificationKey> roots(Section section, String key) throws BadSetting {
    var roots = new HashSet<VerificationKey>();
    var texts = section.texts(key, MAX_PEM);
    for (int i = 0; i < texts.size(); i++) {
      roots.add(root(section, key + "[" + i + "]", texts.get(i).strip()));
    }
    if (roots.isEmpty()) {
      throw section.bad(key, "must name at least one root");
    }
    return roots;
  }

  private static VerificationKey root(Section section, String key, String pem) throws BadSetting {
    for (String label : List.of(CERTIFICATE, PUBLIC_KEY)) {
      var begin = "-----BEGIN " + label + "-----";
      var end = "-----END " + label + "-----";
      if (pem.startsWith(begin) && pem.endsWith(end)) {
        var der = decoded(section, key, pem.substring(begin.length(), pem.length() - end.length()));
        return label.equals(CERTIFICATE)
            ? ofCertificate(section, key, der)
            : ofKey(section, key, der);
      }
    }
    throw section.bad(key, "must be one certificate or one public key in PEM");
  }

  private static Bytes decoded(Section section, String key, String base64) throws BadSetting {
    try {
      return Bytes.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
    } catch (IllegalArgumentException _) {
      throw section.bad(key, "is not Base64 between its first and last line");
    }
  }

  private static VerificationKey ofCertificate(Section section, String key, Bytes der)
      throws BadSetting {
    return switch (ChainCertificate.parse(der)) {
      case Outcome.Passed<ChainCertificate, ChainRefusal>(var certificate) -> certificate.key();
      case Outcome.Refused<ChainCertificate, ChainRefusal>(var why) ->
          throw section.bad(key, "is no certificate with a key this agent knows: " + why);
    };
  }

  private static VerificationKey ofKey(Section section, String key, Bytes der) throws BadSetting {
    return switch (VerificationKey.parse(der)) {
      case Outcome.Passed<VerificationKey, KeyFault>(var parsed) -> parsed;
      case Outcome.Refused<VerificationKey, KeyFault>(var why) ->
          throw section.bad(key, "is no public key this agent knows: " + why);
    };
  }

  /** SHA-256 digests in hexadecimal digits. */
  static Set<Digest> digests(Section section, String key) throws BadSetting {
    var digests = new HashSet<Digest>();
    var values = section.hexes(key);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).size() != Digest.SIZE) {
        throw section.bad(key + "[" + i + "]", "must be 32 bytes");
      }
      digests.add(new Digest(values.get(i)));
    }
    return digests;
  }
}
