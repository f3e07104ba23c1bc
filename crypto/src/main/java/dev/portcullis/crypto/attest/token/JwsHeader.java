package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the header of a JWT: {@code alg}, {@code typ} and at most {@code kid}, never looked at. */
final class JwsHeader {

  /** What a format asks of {@code typ}. */
  enum Type {
    /** {@code JWT} or {@code eat+jwt} (RFC 9782 section 2). */
    EAT,
    /** {@code JWT}, or none. */
    OPTIONAL
  }

  /** RFC 7515 sections 4.1.2 to 4.1.11, without kid, typ and cty. */
  private static final List<String> KEYS =
      List.of("jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit");

  private static final Set<String> KNOWN = Set.of("alg", "typ", "kid");

  /** RFC 7518 section 3.2. */
  private static final Set<String> SECRETS = Set.of("HS256", "HS384", "HS512");

  private JwsHeader() {}

  static TokenHeader read(Members header, Type type) {
    return new TokenHeader(shape(header, type), algorithm(header));
  }

  private static Verdict shape(Members header, Type type) {
    for (String key : KEYS) {
      if (header.has(key)) {
        return TokenHeader.bringsKey(key);
      }
    }
    if (!KNOWN.containsAll(header.names())) {
      return TokenHeader.bad("a member besides alg, typ and kid");
    }
    if (!header.member("kid").stream().allMatch(Text.class::isInstance)) {
      return TokenHeader.bad("a kid that is no text");
    }
    return isOf(type, header)
        ? Verdict.met(header.text("typ").orElse("no typ"))
        : TokenHeader.bad("typ " + VisibleText.shown(header.text("typ").orElse("is missing")));
  }

  private static boolean isOf(Type type, Members header) {
    var typ = header.text("typ");
    return switch (type) {
      case EAT -> typ.equals(Optional.of("JWT")) || typ.equals(Optional.of("eat+jwt"));
      case OPTIONAL -> !header.has("typ") || typ.equals(Optional.of("JWT"));
    };
  }

  private static Outcome<TokenAlgorithm, Failed> algorithm(Members header) {
    var alg = header.text("alg");
    if (alg.isEmpty()) {
      return TokenHeader.unknown("no alg");
    }
    if (SECRETS.contains(alg.get())) {
      return TokenHeader.sharedSecret(alg.get());
    }
    return TokenAlgorithm.named(alg.get())
        .<Outcome<TokenAlgorithm, Failed>>map(Outcome::passed)
        .orElseGet(() -> TokenHeader.unknown(VisibleText.shown(alg.get())));
  }
}
