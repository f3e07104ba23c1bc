package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.Requirement;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Octets;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checks of an EAR's claims. Claims that none of them reads are the Verifier's own affair. */
final class EarChecks {

  private final IssuerChecks issuers;

  EarChecks(IssuerChecks issuers) {
    this.issuers = issuers;
  }

  List<Check<Token>> meaning() {
    return List.of(
        issuers.about(
            Requirement.ROLE,
            (token, issuer, _) ->
                TokenChecks.verdict(
                    appraisal(token, issuer), _ -> "submodule " + ear(issuer).submodule())),
        issuers.about(Requirement.PROFILE, (token, issuer, _) -> profile(token, issuer)),
        issuers.about(
            Requirement.AUDIENCE,
            (token, issuer, _) ->
                issuer.audiences().isEmpty() && token.claim(Claim.AUDIENCE).isEmpty()
                    ? Verdict.met("none")
                    : TokenChecks.audience(token, issuer)));
  }

  List<Check<Token>> holder() {
    return List.of(
        new Check<>(Requirement.CHALLENGE, EarChecks::challenge),
        new Check<>(
            Requirement.CONFIRMATION,
            (token, _) ->
                TokenChecks.verdict(
                    ConfirmationKey.of(token), key -> "key " + key.thumbprint().shortHex())),
        new Check<>(Requirement.KEY_KIND, EarChecks::keyKind),
        new Check<>(
            Requirement.KEY, (token, occasion) -> TokenChecks.key(confirmation(token), occasion)),
        issuers.about(Requirement.TIER, (token, issuer, _) -> tier(token, issuer)),
        issuers.about(Requirement.SUBJECT, (token, issuer, _) -> subject(token, issuer)));
  }

  static Outcome<Confirmation.OfKey, Failed> confirmation(Token token) {
    return ConfirmationKey.of(token).map(Confirmation.OfKey::new);
  }

  private static Outcome<Members, Failed> appraisal(Token token, TokenIssuer issuer) {
    return EarAppraisal.of(token, ear(issuer).submodule(), issuer.role());
  }

  private static Verdict profile(Token token, TokenIssuer issuer) {
    var profile = claimedProfile(token).filter(ear(issuer).profiles()::contains);
    if (profile.isEmpty()) {
      var claimed = token.claims().text(Claim.PROFILE.in(token.encoding())).orElse("no profile");
      return Verdict.failed(AttestationRefusal.WRONG_PROFILE, VisibleText.shown(claimed));
    }
    return namesItsVerifier(token, profile.get())
        ? Verdict.met(profile.get().uri())
        : Verdict.failed(
            AttestationRefusal.BAD_VERIFIER_ID, "no developer and build of the Verifier");
  }

  private static Optional<EarProfile> claimedProfile(Token token) {
    return token.claims().text(Claim.PROFILE.in(token.encoding())).flatMap(EarProfile::named);
  }

  /** It is mandatory, and tells an auditor whose mistake a wrong appraisal was. */
  private static boolean namesItsVerifier(Token token, EarProfile profile) {
    var encoding = token.encoding();
    return token
        .claims()
        .members(EarClaim.VERIFIER_ID.in(encoding, profile))
        .filter(id -> id.text(EarClaim.DEVELOPER.in(encoding, profile)).isPresent())
        .filter(id -> id.text(EarClaim.BUILD.in(encoding, profile)).isPresent())
        .isPresent();
  }

  /** RFC 9711 section 4.1: one nonce or several; JSON writes them as Base64url. */
  private static Verdict challenge(Token token, Occasion occasion) {
    if (occasion.challenge().isEmpty()) {
      return new Verdict.NotPerformed("--challenge");
    }
    var nonces =
        token.claim(Claim.NONCE).stream()
            .flatMap(
                claim -> claim instanceof Items(var several) ? several.stream() : Stream.of(claim))
            .toList();
    for (ClaimValue nonce : nonces) {
      if (isNonce(nonce, occasion.challenge().get(), token.encoding())) {
        return Verdict.met("");
      }
    }
    return Verdict.failed(
        AttestationRefusal.WRONG_CHALLENGE, nonces.isEmpty() ? "no eat_nonce" : "another nonce");
  }

  private static boolean isNonce(ClaimValue value, Bytes challenge, TokenEncoding encoding) {
    return switch (encoding) {
      case JWT ->
          value instanceof Text(var text)
              && CompactJws.decode(text).equals(Outcome.passed(challenge));
      case CWT -> value.equals(new Octets(challenge));
    };
  }

  /** Commands are signed with P-256 alone; a back-end countersigns with either kind. */
  private static Verdict keyKind(Token token, Occasion occasion) {
    if (!(ConfirmationKey.of(token) instanceof Outcome.Passed<PublicKey, Failed>(var key))) {
      return new Verdict.NotPerformed("a token that names a key");
    }
    return key.algorithm() == Algorithm.ES256 || occasion.role() == AttesterRole.BACK_END
        ? Verdict.met(key.algorithm().name())
        : Verdict.failed(AttestationRefusal.WRONG_KEY_KIND, key.algorithm().name());
  }

  private static Verdict tier(Token token, TokenIssuer issuer) {
    var profile = claimedProfile(token);
    if (profile.isEmpty()
        || !(appraisal(token, issuer) instanceof Outcome.Passed<Members, Failed>(var appraisal))) {
      return new Verdict.NotPerformed("an appraisal of a profile that is known");
    }
    return switch (EarAppraisal.tier(token, appraisal, profile.get())) {
      case Outcome.Refused<TrustTier, Failed>(var failed) -> failed;
      case Outcome.Passed<TrustTier, Failed>(var tier) ->
          ear(issuer).tiers().contains(tier)
              ? Verdict.met(tier.wire())
              : Verdict.failed(AttestationRefusal.NOT_AFFIRMING, tier.wire());
    };
  }

  private static Verdict subject(Token token, TokenIssuer issuer) {
    var subject = subject(token);
    if (subject.isEmpty()) {
      return Verdict.failed(
          AttestationRefusal.BAD_SUBJECT, "sub is not 1 to 256 visible ASCII characters");
    }
    return issuer.subjects().contains(subject.get())
        ? Verdict.met(subject.get())
        : Verdict.failed(AttestationRefusal.NOT_LISTED, subject.get());
  }

  static Optional<String> subject(Token token) {
    return token.claims().text(Claim.SUBJECT.in(token.encoding())).filter(VisibleText::isName);
  }

  private static TokenKind.Ear ear(TokenIssuer issuer) {
    return switch (issuer.kind()) {
      case TokenKind.Ear ear -> ear;
      case TokenKind.Approov _ ->
          throw new IllegalStateException("issuers are found by their format");
    };
  }
}
