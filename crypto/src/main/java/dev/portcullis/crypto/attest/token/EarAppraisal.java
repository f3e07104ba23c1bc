package dev.portcullis.crypto.attest.token;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Verdict.Failed;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Other;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import java.util.Optional;

/** Reads the one submodule of an EAR: the appraisal of one Attester. */
final class EarAppraisal {

  private EarAppraisal() {}

  /**
   * The appraisal called {@code name}. Refuses {@code NO_APPRAISAL}, {@code WRONG_ROLE} where the
   * other role was appraised, and {@code BAD_APPRAISAL} for several: whichever counted, another
   * reader could take the other.
   */
  static Outcome<Members, Failed> of(Token token, String name, AttesterRole role) {
    var claim = token.claims().members(Claim.SUBMODULES.in(token.encoding()));
    if (claim.isEmpty() || claim.get().values().isEmpty()) {
      return refused(AttestationRefusal.NO_APPRAISAL, "no submods");
    }
    var submodules = claim.get();
    if (submodules.values().size() > 1) {
      return refused(AttestationRefusal.BAD_APPRAISAL, "several submods");
    }
    if (submodules.has(name)) {
      return submodules
          .members(new Label.Named(name))
          .<Outcome<Members, Failed>>map(Outcome::passed)
          .orElseGet(() -> refused(AttestationRefusal.BAD_APPRAISAL, "a submodule of no claims"));
    }
    return submodules.has(role.other().wire())
        ? refused(AttestationRefusal.WRONG_ROLE, "it appraises the " + role.other().wire())
        : refused(
            AttestationRefusal.NO_APPRAISAL,
            "a submodule "
                + VisibleText.shown(String.join("", submodules.names()))
                + ", and none called "
                + name);
  }

  /**
   * The tier that {@code appraisal} and, where {@code profile} has one, the overall status come to.
   * Refuses {@code BAD_APPRAISAL} for no tier, and for one better than what it sums up.
   */
  static Outcome<TrustTier, Failed> tier(Token token, Members appraisal, EarProfile profile) {
    var status = EarClaim.STATUS.in(token.encoding(), profile);
    return tier(appraisal.member(status), token.encoding())
        .then(tier ->
            agreesWithVector(tier, vector(token, appraisal, profile))
                ? overall(token, tier, profile)
                : refused(AttestationRefusal.BAD_APPRAISAL, "a status better than its own vector"));
  }

  /** draft-ietf-rats-ear-03, section 3: no higher trust than the worst submodule's. */
  private static Outcome<TrustTier, Failed> overall(
      Token token, TrustTier part, EarProfile profile) {
    var overall = token.claims().member(EarClaim.STATUS.in(token.encoding(), profile));
    if (profile == EarProfile.VERAISON || overall.isEmpty()) {
      return Outcome.passed(part);
    }
    return tier(overall, token.encoding())
        .then(whole ->
            whole.mayStandOver(part)
                ? Outcome.passed(worse(part, whole))
                : refused(
                    AttestationRefusal.BAD_APPRAISAL, "an overall status better than its part"));
  }

  /** Of a part and a whole that is no better. */
  private static TrustTier worse(TrustTier part, TrustTier whole) {
    return switch (part) {
      case AFFIRMING, WARNING -> whole;
      case NONE, CONTRAINDICATED -> part;
    };
  }

  private static Outcome<TrustTier, Failed> tier(
      Optional<ClaimValue> status, TokenEncoding encoding) {
    var tier =
        switch (status.orElse(new Other())) {
          case Text(var name) ->
              encoding == TokenEncoding.JWT ? TrustTier.named(name) : Optional.<TrustTier>empty();
          case Whole(long code) -> TrustTier.coded(code);
          case ClaimValue.Octets _, ClaimValue.Decimal _, ClaimValue.Items _, Members _, Other _ ->
              Optional.<TrustTier>empty();
        };
    return tier.<Outcome<TrustTier, Failed>>map(Outcome::passed)
        .orElseGet(() -> refused(AttestationRefusal.BAD_APPRAISAL, "a status that is no tier"));
  }

  private static Optional<ClaimValue> vector(Token token, Members appraisal, EarProfile profile) {
    return appraisal.member(EarClaim.VECTOR.in(token.encoding(), profile));
  }

  /** A status is no better than the worst claim of the vector beside it, if there is one. */
  private static boolean agreesWithVector(TrustTier status, Optional<ClaimValue> vector) {
    return vector.isEmpty()
        || (vector.get() instanceof Members claims
            && !claims.values().isEmpty()
            && claims.values().values().stream()
                .allMatch(value ->
                    value instanceof Whole(long claim)
                        && claim >= Byte.MIN_VALUE
                        && claim <= Byte.MAX_VALUE
                        && status.mayStandOver(TrustTier.ofClaim(claim))));
  }

  private static <T> Outcome<T, Failed> refused(AttestationRefusal why, String seen) {
    return Outcome.refused(new Failed(why, seen));
  }
}
