package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.JsonValue.Members;
import dev.portcullis.crypto.attest.JsonValue.Other;
import dev.portcullis.crypto.attest.JsonValue.Text;
import dev.portcullis.crypto.attest.JsonValue.Whole;
import java.util.Optional;

/** Reads the one submodule of an EAR: the appraisal of one Attester. */
final class EarSubmodule {

  private EarSubmodule() {}

  /** The tier that the appraisal of a {@code wanted} Attester came to. */
  static Outcome<TrustTier, AttestationRefusal> tier(Members claims, AttesterRole wanted) {
    if (!(claims.member("submods").orElse(new Other()) instanceof Members submodules)
        || submodules.values().isEmpty()) {
      return Outcome.refused(AttestationRefusal.NO_APPRAISAL);
    }
    if (submodules.values().size() > 1) {
      return Outcome.refused(AttestationRefusal.BAD_APPRAISAL);
    }
    return switch (submodules.member(wanted.wire()).orElse(new Other())) {
      case Members appraisal -> tier(appraisal);
      case Text _, Whole _, JsonValue.Items _ -> Outcome.refused(AttestationRefusal.BAD_APPRAISAL);
      case Other _ -> Outcome.refused(whyNot(submodules, wanted));
    };
  }

  private static AttestationRefusal whyNot(Members submodules, AttesterRole wanted) {
    if (submodules.has(wanted.wire())) {
      return AttestationRefusal.BAD_APPRAISAL;
    }
    for (AttesterRole role : AttesterRole.values()) {
      if (submodules.has(role.wire())) {
        return AttestationRefusal.WRONG_ROLE;
      }
    }
    return AttestationRefusal.NO_APPRAISAL;
  }

  private static Outcome<TrustTier, AttestationRefusal> tier(Members appraisal) {
    var status =
        switch (appraisal.member("ear.status").orElse(new Other())) {
          case Text(var name) -> TrustTier.named(name);
          case Whole(long code) -> TrustTier.coded(code);
          case Other _, Members _, JsonValue.Items _ -> Optional.<TrustTier>empty();
        };
    return status
        .filter(tier -> agreesWithVector(tier, appraisal))
        .<Outcome<TrustTier, AttestationRefusal>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(AttestationRefusal.BAD_APPRAISAL));
  }

  /** A status is no better than the worst claim of the vector beside it, if there is one. */
  private static boolean agreesWithVector(TrustTier status, Members appraisal) {
    var vector = appraisal.member("ear.trustworthiness-vector");
    if (vector.isEmpty()) {
      return true;
    }
    if (!(vector.get() instanceof Members claims)) {
      return false;
    }
    return claims.values().values().stream()
        .allMatch(value ->
            value instanceof Whole(long claim)
                && claim >= Byte.MIN_VALUE
                && claim <= Byte.MAX_VALUE
                && (status == TrustTier.NONE || TrustTier.ofClaim(claim).compareTo(status) <= 0));
  }
}
