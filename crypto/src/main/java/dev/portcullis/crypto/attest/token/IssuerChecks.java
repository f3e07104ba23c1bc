package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a token is by an issuer that the policy names: the first checks of each format. Before
 * the signature holds, {@code iss} is the only claim that is read, to find the keys.
 */
final class IssuerChecks {

  private final String format;
  private final Set<TokenAlgorithm> algorithms;
  private final TokenIssuers issuers;

  IssuerChecks(String format, Set<TokenAlgorithm> algorithms, TokenIssuers issuers) {
    this.format = format;
    this.algorithms = algorithms;
    this.issuers = issuers;
  }

  List<Check<Token>> all() {
    return List.of(
        new Check<>(Requirement.HEADER, (token, _) -> token.header().shape()),
        new Check<>(Requirement.ALGORITHM, this::algorithm),
        new Check<>(Requirement.ISSUER, this::issuer),
        new Check<>(Requirement.SIGNATURE, this::signature));
  }

  /** Whose token it says it is; with the signature, whose it is. */
  Optional<TokenIssuer> of(Token token, Occasion occasion) {
    return claimed(token) instanceof Outcome.Passed<Optional<String>, Failed>(var iss)
        ? issuers.find(occasion.role(), format, iss)
        : Optional.empty();
  }

  /** A check that needs to know what the policy says of the issuer. */
  Check<Token> about(Requirement requirement, ClaimTest test) {
    return new Check<>(
        requirement,
        (token, occasion) ->
            of(token, occasion)
                .map(issuer -> test.test(token, issuer, occasion))
                .orElseGet(() -> new Verdict.NotPerformed("an issuer that the policy names")));
  }

  /** How a token is held against what the policy says of its issuer. */
  interface ClaimTest {
    Verdict test(Token token, TokenIssuer issuer, Occasion occasion);
  }

  private Verdict algorithm(Token token, Occasion occasion) {
    return switch (token.header().algorithm()) {
      case Outcome.Refused<TokenAlgorithm, Failed>(var failed) -> failed;
      case Outcome.Passed<TokenAlgorithm, Failed>(var algorithm) -> {
        boolean pinned =
            of(token, occasion)
                .map(issuer -> issuer.keys().stream().anyMatch(key -> key.algorithm() == algorithm))
                .orElse(true);
        yield algorithms.contains(algorithm) && pinned
            ? Verdict.met(algorithm.jose())
            : Verdict.failed(AttestationRefusal.ALGORITHM_NOT_ALLOWED, algorithm.jose());
      }
    };
  }

  private Verdict issuer(Token token, Occasion occasion) {
    return switch (claimed(token)) {
      case Outcome.Refused<Optional<String>, Failed>(var failed) -> failed;
      case Outcome.Passed<Optional<String>, Failed>(var iss) ->
          issuers
              .find(occasion.role(), format, iss)
              .map(issuer -> Verdict.met(issuer.issuer().orElse("known by its keys alone")))
              .orElseGet(() -> notNamed(iss, occasion.role()));
    };
  }

  private Verdict notNamed(Optional<String> iss, AttesterRole role) {
    if (issuers.find(role.other(), format, iss).isPresent()) {
      return Verdict.failed(
          AttestationRefusal.WRONG_ROLE, "it may only appraise the " + role.other().wire());
    }
    return iss.isPresent()
        ? Verdict.failed(AttestationRefusal.UNKNOWN_ISSUER, VisibleText.shown(iss.get()))
        : Verdict.failed(AttestationRefusal.BAD_ISSUER, "no iss");
  }

  private static Outcome<Optional<String>, Failed> claimed(Token token) {
    var iss = token.claim(Claim.ISSUER);
    if (iss.isEmpty()) {
      return Outcome.passed(Optional.empty());
    }
    return iss.get() instanceof ClaimValue.Text(var name) && VisibleText.isName(name)
        ? Outcome.passed(Optional.of(name))
        : Outcome.refused(
            new Failed(
                AttestationRefusal.BAD_ISSUER, "iss is not 1 to 256 visible ASCII characters"));
  }

  /**
   * Where the issuer is not known, it was refused for that already; the keys of all are tried then,
   * for a person who wants to know whose token it is.
   */
  private Verdict signature(Token token, Occasion occasion) {
    if (!(token.header().algorithm()
        instanceof Outcome.Passed<TokenAlgorithm, Failed>(var algorithm))) {
      return new Verdict.NotPerformed("an algorithm that is known");
    }
    var candidates =
        of(token, occasion).map(List::of).orElseGet(() -> issuers.of(occasion.role(), format));
    for (TokenIssuer issuer : candidates) {
      for (PinnedKey key : issuer.keys()) {
        if (key.algorithm() == algorithm && token.isSignedWith(key)) {
          return Verdict.met("with the pinned " + key.key() + " of " + issuer.title());
        }
      }
    }
    return Verdict.failed(AttestationRefusal.BAD_SIGNATURE, "with none of the pinned keys");
  }
}
