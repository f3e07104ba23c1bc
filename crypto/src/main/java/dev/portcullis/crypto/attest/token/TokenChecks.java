package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The checks of claims that tokens of all formats have in common. */
final class TokenChecks {

  private final IssuerChecks issuers;
  private final Life.Dates dates;

  TokenChecks(IssuerChecks issuers, Life.Dates dates) {
    this.issuers = issuers;
    this.dates = dates;
  }

  List<Check<Token>> times() {
    return List.of(
        new Check<>(
            Requirement.TIMES,
            (token, _) -> verdict(Life.of(token, dates), life -> "until " + life.expires())),
        new Check<>(Requirement.LIVE, (token, at) -> withLife(token, life -> live(life, at.at()))),
        issuers.about(
            Requirement.AGE,
            (token, issuer, occasion) ->
                withLife(token, life -> age(life, issuer, occasion.at()))));
  }

  /** When what the token says ends for us: at its end, or when it is too old for the policy. */
  Instant end(Token token, TokenIssuer issuer) {
    var life = Life.of(token, dates).orFault();
    var aged = life.issued().map(issued -> issued.plus(issuer.maximumAge()));
    return aged.filter(life.expires()::isAfter).orElse(life.expires());
  }

  /** Whom the token is meant for: one of those the policy names (RFC 7519 section 4.1.3). */
  static Verdict audience(Token token, TokenIssuer issuer) {
    var named = names(token.claim(Claim.AUDIENCE));
    for (String name : named.orElse(List.of())) {
      if (issuer.audiences().contains(name)) {
        return Verdict.met(name);
      }
    }
    var seen = named.map(all -> VisibleText.shown(String.join(" ", all))).orElse("aud is no name");
    return Verdict.failed(AttestationRefusal.WRONG_AUDIENCE, seen.isEmpty() ? "no aud" : seen);
  }

  /** Whether the confirmed key is the one it is wanted for. */
  static Verdict key(Outcome<? extends Confirmation, Failed> confirmation, Occasion occasion) {
    if (!(confirmation instanceof Outcome.Passed<? extends Confirmation, Failed>(var confirmed))) {
      return new Verdict.NotPerformed("a token that names a key");
    }
    if (occasion.keyId().isEmpty()) {
      return new Verdict.NotPerformed("--key-id");
    }
    var id = occasion.keyId().get();
    return id.size() == Digest.SIZE && confirmed.names(new Digest(id))
        ? Verdict.met("")
        : Verdict.failed(AttestationRefusal.KEY_MISMATCH, "it is for another key");
  }

  static <T> Verdict verdict(Outcome<T, Failed> read, Function<T, String> seen) {
    return switch (read) {
      case Outcome.Passed<T, Failed>(T value) -> Verdict.met(seen.apply(value));
      case Outcome.Refused<T, Failed>(var failed) -> failed;
    };
  }

  private Verdict withLife(Token token, Function<Life, Verdict> test) {
    return Life.of(token, dates) instanceof Outcome.Passed<Life, Failed>(var life)
        ? test.apply(life)
        : new Verdict.NotPerformed("dates in order");
  }

  private static Verdict live(Life life, Instant at) {
    if (!at.isBefore(life.expires())) {
      return Verdict.failed(AttestationRefusal.EXPIRED, "ended at " + life.expires());
    }
    var start = life.issued().or(life::begins);
    return start.isPresent() && start.get().isAfter(at.plus(Life.SKEW))
        ? Verdict.failed(AttestationRefusal.NOT_YET_VALID, "begins at " + start.get())
        : Verdict.met("");
  }

  /** A token that does not say when it was issued must end within the maximum age from now. */
  private static Verdict age(Life life, TokenIssuer issuer, Instant at) {
    if (life.issued().isEmpty()) {
      return life.expires().isAfter(at.plus(issuer.maximumAge()))
          ? Verdict.failed(
              AttestationRefusal.BAD_TIME, "no iat, and an end later than the policy's age allows")
          : Verdict.met("ends within " + issuer.maximumAge().toSeconds() + " seconds");
    }
    var issued = life.issued().get();
    return at.isBefore(issued.plus(issuer.maximumAge()))
        ? Verdict.met("issued at " + issued)
        : Verdict.failed(AttestationRefusal.TOO_OLD, "issued at " + issued);
  }

  /** One name or several; none where there is no claim. */
  private static Optional<List<String>> names(Optional<ClaimValue> claim) {
    if (claim.isEmpty()) {
      return Optional.of(List.of());
    }
    return switch (claim.get()) {
      case Text(var name) -> Optional.of(List.of(name));
      case Items(var items) ->
          items.stream().allMatch(Text.class::isInstance)
              ? Optional.of(items.stream().map(Text.class::cast).map(Text::value).toList())
              : Optional.empty();
      case ClaimValue.Octets _,
          ClaimValue.Whole _,
          ClaimValue.Decimal _,
          ClaimValue.Members _,
          ClaimValue.Other _ ->
          Optional.empty();
    };
  }
}
