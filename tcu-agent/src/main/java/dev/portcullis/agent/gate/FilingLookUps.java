package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.EnrolmentContext;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.OwnerStatement;
import dev.portcullis.crypto.message.OwnerStatement.Statement;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why a filing is a stranger's, by look-ups alone. Done twice: on the link's thread, and before it
 * is decided about, since the rules may have changed while it waited.
 */
final class FilingLookUps {

  private final Rulebook rulebook;
  private final Digest receiptKey;
  private final Predicate<EnrolmentContext> windows;

  /** {@code windows} knows the contexts in which a key may enrol; from any thread. */
  FilingLookUps(Rulebook rulebook, Digest receiptKey, Predicate<EnrolmentContext> windows) {
    this.rulebook = rulebook;
    this.receiptKey = receiptKey;
    this.windows = windows;
  }

  Optional<RefusalCode> misfit(Filing filing) {
    var rules = rulebook.now();
    return switch (filing) {
      case Filing.OfOwner(var statement) -> misfit(statement, rules);
      case Filing.OfKey(var enrolment) -> misfit(enrolment, rules);
      case Filing.OfAuthority(var handOver) -> misfit(handOver.claims(), rules);
      case Filing.OfRevoker(var document) ->
          revoker(document.keyId(), rules).isPresent()
              ? Optional.empty()
              : Optional.of(RefusalCode.UNKNOWN_SIGNER);
      case Filing.OfVehicle(var checkpoint) ->
          checkpoint.keyId().equals(receiptKey)
                  && checkpoint.claims().vehicle().equals(rules.ownership().vehicle())
              ? Optional.empty()
              : Optional.of(RefusalCode.UNKNOWN_SIGNER);
    };
  }

  /** The key of that thumbprint, if the policy lets it sign revocation documents. */
  static Optional<PublicKey> revoker(Digest key, Rules rules) {
    return rules.policy().authorities().revocations().stream()
        .filter(each -> each.thumbprint().equals(key) && !rules.isRevoked(key))
        .findFirst();
  }

  private static Optional<RefusalCode> misfit(OwnerStatement filed, Rules rules) {
    var message = filed.statement().message();
    if (!vehicle(filed.statement()).equals(rules.ownership().vehicle())) {
      return Optional.of(RefusalCode.WRONG_VEHICLE);
    }
    var misfit = Chains.misfit(filed.grants(), message.keyId(), rules);
    if (misfit.isPresent()) {
      return misfit;
    }
    for (Unverified<Grant> grant : filed.grants()) {
      if (grant.claims().role() != Role.OWNER || grant.claims().uses() instanceof Uses.Counted) {
        return Optional.of(RefusalCode.NOT_AN_OWNER);
      }
    }
    return message.carriesSignature() ? Optional.empty() : Optional.of(RefusalCode.NO_SIGNATURE);
  }

  private static VehicleId vehicle(Statement statement) {
    return switch (statement) {
      case Statement.ToGrant(var grant) -> grant.claims().vehicle();
      case Statement.ToOpenWindow(var request) -> request.claims().vehicle();
      case Statement.ToRevoke(var revocation) -> revocation.claims().vehicle();
      case Statement.ToConsent(var consent) -> consent.claims().vehicle();
    };
  }

  private Optional<RefusalCode> misfit(Unverified<KeyEnrolment> enrolment, Rules rules) {
    var claims = enrolment.claims();
    var key = claims.key().thumbprint();
    if (!claims.vehicle().equals(rules.ownership().vehicle())) {
      return Optional.of(RefusalCode.WRONG_VEHICLE);
    }
    if (!windows.test(claims.context())) {
      return Optional.of(RefusalCode.CONTEXT_UNKNOWN);
    }
    if (rules.isRevoked(key)) {
      return Optional.of(RefusalCode.REVOKED_KEY);
    }
    if (hasAnotherPurpose(key, rules)) {
      return Optional.of(RefusalCode.KEY_NOT_FREE);
    }
    return enrolment.carriesSignature() ? Optional.empty() : Optional.of(RefusalCode.NO_SIGNATURE);
  }

  private Optional<RefusalCode> misfit(HandOver handOver, Rules rules) {
    if (!handOver.vehicle().equals(rules.ownership().vehicle())) {
      return Optional.of(RefusalCode.WRONG_VEHICLE);
    }
    if (!handOver.receiptKey().equals(receiptKey)) {
      return Optional.of(RefusalCode.WRONG_UNIT);
    }
    return hasAnotherPurpose(handOver.owner().thumbprint(), rules)
        ? Optional.of(RefusalCode.KEY_NOT_FREE)
        : Optional.empty();
  }

  /**
   * Keys of back-ends are known by their appraisals alone, as they come: no enrolled key is ever
   * taken for one, see {@link Attest}.
   */
  private boolean hasAnotherPurpose(Digest key, Rules rules) {
    var policy = rules.policy();
    return key.equals(receiptKey)
        || rules.signers().keys().stream().anyMatch(other -> other.thumbprint().equals(key))
        || policy.time().keys().stream().anyMatch(other -> other.thumbprint().equals(key))
        || policy.authorities().revocations().stream()
            .anyMatch(other -> other.thumbprint().equals(key))
        || policy.authorities().orders().stream().anyMatch(other -> other.thumbprint().equals(key))
        || policy.attestation().isVerifierKey(key);
  }
}
