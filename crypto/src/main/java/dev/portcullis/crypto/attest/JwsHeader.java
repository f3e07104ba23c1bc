package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.attest.JsonValue.Text;
import dev.portcullis.crypto.cose.Algorithm;
import java.util.Collections;
import java.util.Set;

/**
 * Reads a token's header for the one thing it decides: the algorithm, and that must be the pinned
 * one. A {@code kid} may be there and is not looked at, for a header is the sender's to write.
 */
final class JwsHeader {

  /** RFC 7515 sections 4.1.2 to 4.1.11, without kid, typ and cty. */
  private static final Set<String> KEYS =
      Set.of("jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit");

  private static final Set<String> KNOWN = Set.of("alg", "typ", "kid");
  private static final Set<String> TYPES = Set.of("JWT", "eat+jwt");

  private JwsHeader() {}

  static Outcome<Algorithm, AttestationRefusal> algorithm(Bytes header) {
    return JsonReader.object(header).then(JwsHeader::algorithm);
  }

  /** The JSON name of an algorithm (RFC 7518 section 3.1, RFC 8037 section 3.1). */
  static String name(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> "ES256";
      case EDDSA -> "EdDSA";
    };
  }

  private static Outcome<Algorithm, AttestationRefusal> algorithm(Members header) {
    if (!Collections.disjoint(header.values().keySet(), KEYS)) {
      return Outcome.refused(AttestationRefusal.KEY_IN_HEADER);
    }
    for (Algorithm algorithm : Algorithm.values()) {
      if (header.text("alg").filter(name(algorithm)::equals).isPresent()) {
        return hasShape(header)
            ? Outcome.passed(algorithm)
            : Outcome.refused(AttestationRefusal.BAD_HEADER);
      }
    }
    return Outcome.refused(AttestationRefusal.ALGORITHM_NOT_ALLOWED);
  }

  private static boolean hasShape(Members header) {
    return KNOWN.containsAll(header.values().keySet())
        && header.text("typ").filter(TYPES::contains).isPresent()
        && header.member("kid").stream().allMatch(Text.class::isInstance);
  }
}
