package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.signature.VerificationKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes public keys as JSON Web Keys (RFC 7517): EC with P-256 or P-384, OKP with
 * Ed25519, RSA of 2048 to 4096 bits. The kind of key decides the algorithm, and each number has one
 * spelling.
 */
public final class Jwk {

  /** The largest key read, in bytes: RSA of 4096 bits takes some 800. */
  public static final int MAX_SIZE = 2048;

  /** RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037 section 2. */
  private static final Set<String> PRIVATE = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

  private static final int P256_BYTES = 32;
  private static final int P384_BYTES = 48;

  private Jwk() {}

  /** Reads a key from its JSON text in UTF-8. */
  public static Outcome<PinnedKey, JwkRefusal> parse(Bytes json) {
    return json.size() > MAX_SIZE
        ? Outcome.refused(JwkRefusal.TOO_LARGE)
        : JsonReader.object(json).mapRefusal(JwkRefusal::of).then(Jwk::parse);
  }

  /**
   * The members of {@code key} and no other, in the order of a JWK Thumbprint's text (RFC 7638
   * section 3.2).
   */
  public static Map<String, String> members(PublicKey key) {
    var members = new LinkedHashMap<String, String>();
    var encoder = Base64.getUrlEncoder().withoutPadding();
    switch (key.algorithm()) {
      case ES256 -> {
        members.put("crv", "P-256");
        members.put("kty", "EC");
      }
      case EDDSA -> {
        members.put("crv", "Ed25519");
        members.put("kty", "OKP");
      }
    }
    members.put("x", encoder.encodeToString(key.x().toArray()));
    key.y().ifPresent(y -> members.put("y", encoder.encodeToString(y.toArray())));
    return members;
  }

  /** Whether a member is there that only the key's owner may know. */
  static boolean hasPrivatePart(Members jwk) {
    return PRIVATE.stream().anyMatch(jwk::has);
  }

  static Outcome<PinnedKey, JwkRefusal> parse(Members jwk) {
    var kind = jwk.text("kty").orElse("");
    if (kind.equals("oct")) {
      return Outcome.refused(JwkRefusal.SHARED_SECRET);
    }
    if (hasPrivatePart(jwk)) {
      return Outcome.refused(JwkRefusal.PRIVATE_KEY);
    }
    return switch (jwk.has("crv") ? kind + " " + jwk.text("crv").orElse("") : kind) {
      case "EC P-256" ->
          shaped(jwk, TokenAlgorithm.ES256, Set.of("crv", "x", "y"))
              .then(_ -> point(jwk, P256_BYTES))
              .then(key -> PinnedKey.of(key, TokenAlgorithm.ES256));
      case "EC P-384" ->
          shaped(jwk, TokenAlgorithm.ES384, Set.of("crv", "x", "y"))
              .then(_ -> point(jwk, P384_BYTES))
              .then(key -> PinnedKey.of(key, TokenAlgorithm.ES384));
      case "OKP Ed25519" ->
          shaped(jwk, TokenAlgorithm.EDDSA, Set.of("crv", "x"))
              .then(_ -> number(jwk, "x"))
              .then(x -> PublicKey.ed25519(x).mapRefusal(_ -> JwkRefusal.NOT_ON_CURVE))
              .map(PinnedKey::of);
      case "RSA" ->
          shaped(jwk, TokenAlgorithm.RS256, Set.of("n", "e"))
              .then(_ -> modulus(jwk))
              .then(key -> PinnedKey.of(key, TokenAlgorithm.RS256));
      default -> Outcome.refused(JwkRefusal.UNKNOWN_KIND);
    };
  }

  /** All of these members, and besides them only those that cannot change what the key is. */
  private static Outcome<Members, JwkRefusal> shaped(
      Members jwk, TokenAlgorithm algorithm, Set<String> members) {
    var besides = Set.of("kty", "kid", "use", "alg");
    if (!jwk.names().stream().allMatch(name -> members.contains(name) || besides.contains(name))) {
      return Outcome.refused(JwkRefusal.UNKNOWN_MEMBER);
    }
    if (!members.stream().allMatch(jwk::has)) {
      return Outcome.refused(JwkRefusal.MISSING_MEMBER);
    }
    if (!jwk.member("kid").stream().allMatch(Text.class::isInstance)) {
      return Outcome.refused(JwkRefusal.MALFORMED);
    }
    if (jwk.has("use") && jwk.text("use").filter("sig"::equals).isEmpty()) {
      return Outcome.refused(JwkRefusal.WRONG_USE);
    }
    return jwk.has("alg") && jwk.text("alg").filter(algorithm.jose()::equals).isEmpty()
        ? Outcome.refused(JwkRefusal.ALGORITHM_NOT_OF_KEY)
        : Outcome.passed(jwk);
  }

  /** RFC 7518 section 6.2.1: coordinates of the full size of the curve. */
  private static Outcome<VerificationKey, JwkRefusal> point(Members jwk, int size) {
    return number(jwk, "x")
        .then(x ->
            number(jwk, "y")
                .then(y ->
                    x.size() == size && y.size() == size
                        ? VerificationKey.ofCoordinates(x, y).mapRefusal(JwkRefusal::of)
                        : Outcome.refused(JwkRefusal.MALFORMED)));
  }

  /** RFC 7518 section 6.3.1: as few bytes as the numbers take. */
  private static Outcome<VerificationKey, JwkRefusal> modulus(Members jwk) {
    return number(jwk, "n")
        .then(n ->
            number(jwk, "e")
                .then(e ->
                    isMinimal(n) && isMinimal(e)
                        ? VerificationKey.ofRsa(n, e).mapRefusal(JwkRefusal::of)
                        : Outcome.refused(JwkRefusal.MALFORMED)));
  }

  private static boolean isMinimal(Bytes number) {
    return !number.isEmpty() && number.at(0) != 0;
  }

  private static Outcome<Bytes, JwkRefusal> number(Members jwk, String name) {
    Outcome<Bytes, AttestationRefusal> decoded =
        jwk.text(name)
            .map(CompactJws::decode)
            .orElseGet(() -> Outcome.refused(AttestationRefusal.MALFORMED));
    return decoded.mapRefusal(_ -> JwkRefusal.MALFORMED);
  }
}
