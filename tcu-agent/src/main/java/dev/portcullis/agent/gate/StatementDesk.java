package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.agent.journal.Register;
import dev.portcullis.agent.journal.RegisterEntry.Effect;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Consent;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.KeyRevocation;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.OwnerStatement;
import dev.portcullis.crypto.message.OwnerStatement.Statement;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.WindowRequest;
import java.time.Instant;
import java.util.List;

/**
 * Decides about what owners say. A statement is answered with a receipt once its signatures hold;
 * the same one again gets the same receipt, and costs the disk nothing.
 */
final class StatementDesk {

  /** Kept for revocations with presence, so that no owner's phone can use up all the room alone. */
  static final int KEPT_FOR_PRESENCE = 64;

  private final Rulebook rulebook;
  private final Chains chains;
  private final Beacons beacons;
  private final TrustedTime time;
  private final PresenceWatch presence;
  private final EnrolmentWindows windows;
  private final AnswerBook answers;
  private final OwnerNotices notices;

  StatementDesk(
      Rulebook rulebook,
      Chains chains,
      Beacons beacons,
      TrustedTime time,
      PresenceWatch presence,
      EnrolmentWindows windows,
      AnswerBook answers,
      OwnerNotices notices) {
    this.rulebook = rulebook;
    this.chains = chains;
    this.beacons = beacons;
    this.time = time;
    this.presence = presence;
    this.windows = windows;
    this.answers = answers;
    this.notices = notices;
  }

  /** Whether presence was needed, and is used up by the decision. */
  private enum Presences {
    NEEDED,
    NOT_NEEDED
  }

  /** What is to be done. */
  private record Plan(Effect effect, Presences presence) {
    static Plan of(Effect effect) {
      return new Plan(effect, Presences.NOT_NEEDED);
    }
  }

  /** Decides about a statement whose look-ups fit. */
  FilingAnswer decide(OwnerStatement filed) {
    return switch (chains.proven(filed.grants(), rulebook.now())) {
      case Outcome.Refused<List<Grant>, Refusal>(var refusal) ->
          new FilingAnswer.Stranger(refusal.code());
      case Outcome.Passed<List<Grant>, Refusal>(var chain) -> {
        var message = filed.statement().message();
        yield message.verify(chain.getFirst().key()) instanceof Outcome.Passed<?, ?>
            ? decide(filed.statement(), chain)
            : new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE);
      }
    };
  }

  private FilingAnswer decide(Statement statement, List<Grant> chain) {
    var digest = statement.message().digest();
    var before = answers.done(digest);
    if (before.isPresent()) {
      return before.get();
    }
    var subject = new AnswerBook.Subject(id(statement), digest);
    return switch (live(chain).then(_ -> plan(statement, chain))) {
      case Outcome.Refused<Plan, RefusalCode>(var code) -> answers.refuse(subject, code);
      case Outcome.Passed<Plan, RefusalCode>(var plan) -> {
        var answer = answers.done(subject, plan.effect());
        if (answer instanceof FilingAnswer.Done) {
          if (plan.presence() == Presences.NEEDED) {
            presence.use();
          }
          tell(statement, chain.getFirst().key().thumbprint());
        }
        yield answer;
      }
    };
  }

  private static Bytes id(Statement statement) {
    return switch (statement) {
      case Statement.ToGrant(var grant) -> grant.claims().id().value();
      case Statement.ToOpenWindow(var request) -> request.claims().id().value();
      case Statement.ToRevoke(var revocation) -> revocation.claims().id().value();
      case Statement.ToConsent(var consent) -> consent.claims().id().value();
    };
  }

  /** Without trusted time, which a garage may not have, a grant counts that has no end. */
  private Outcome<Object, RefusalCode> live(List<Grant> chain) {
    for (Grant grant : chain) {
      Instant now =
          switch (time.now()) {
            case TimeReading.Trusted(var instant) -> instant;
            case TimeReading.Floor(var floor) -> floor;
          };
      if (time.now() instanceof TimeReading.Floor
          && (!grant.notAfter().equals(Grant.WITHOUT_END) || now.isBefore(grant.notBefore()))) {
        return Outcome.refused(RefusalCode.NO_TRUSTED_TIME);
      }
      if (now.isBefore(grant.notBefore())) {
        return Outcome.refused(RefusalCode.GRANT_NOT_YET_VALID);
      }
      if (!now.isBefore(grant.notAfter())) {
        return Outcome.refused(RefusalCode.GRANT_EXPIRED);
      }
    }
    return Outcome.passed(chain);
  }

  private Outcome<Plan, RefusalCode> plan(Statement statement, List<Grant> chain) {
    return switch (statement) {
      case Statement.ToGrant(var grant) -> grant(grant.claims());
      case Statement.ToOpenWindow(var request) -> window(request.claims());
      case Statement.ToRevoke(var revocation) -> revocation(revocation.claims(), chain);
      case Statement.ToConsent(var consent) -> consent(consent.claims());
    };
  }

  /** Every request carries its grants anyway; a registered one makes its key stay enrolled. */
  private Outcome<Plan, RefusalCode> grant(Grant grant) {
    var rules = rulebook.now();
    var key = grant.key().thumbprint();
    if (grant.epoch() != rules.ownership().epoch()) {
      return Outcome.refused(RefusalCode.WRONG_EPOCH);
    }
    if (rules.isRevoked(key)) {
      return Outcome.refused(RefusalCode.REVOKED_KEY);
    }
    return rules.ownership().isCommandKey(key)
        ? Outcome.passed(Plan.of(new Effect.Granted(key, RegisterBook.standing(grant))))
        : Outcome.refused(RefusalCode.NOT_ENROLLED);
  }

  private Outcome<Plan, RefusalCode> window(WindowRequest request) {
    if (rulebook.now().ownership().isRolledBack()) {
      return Outcome.refused(RefusalCode.STATE_ROLLED_BACK);
    }
    return switch (beacons.judge(
        request.boot(), request.slot(), request.nonce(), beacons.lifetime())) {
      case FRESH -> Outcome.passed(Plan.of(new Effect.Nothing()));
      case WRONG_BOOT -> Outcome.refused(RefusalCode.WRONG_BOOT);
      case WRONG_NONCE -> Outcome.refused(RefusalCode.WRONG_NONCE);
      case EXPIRED -> Outcome.refused(RefusalCode.BEACON_EXPIRED);
    };
  }

  private Outcome<Plan, RefusalCode> revocation(KeyRevocation revocation, List<Grant> chain) {
    var ownership = rulebook.now().ownership();
    if (revocation.epoch() != ownership.epoch()) {
      return Outcome.refused(RefusalCode.WRONG_EPOCH);
    }
    // Whoever revokes stays an owner: so there always is one left.
    if (chain.stream().anyMatch(grant -> revocation.keys().contains(grant.key().thumbprint()))) {
      return Outcome.refused(RefusalCode.SELF_REVOCATION);
    }
    var register = ownership.register();
    var fresh = register.notYetRevoked(revocation.keys());
    int after = register.revoked().size() + fresh.size();
    if (after > Register.MOST_REVOKED) {
      return Outcome.refused(RefusalCode.REVOCATIONS_FULL);
    }
    boolean free =
        fresh.stream().noneMatch(ownership::isOwner)
            && (fresh.isEmpty() || after <= Register.MOST_REVOKED - KEPT_FOR_PRESENCE);
    if (free) {
      return Outcome.passed(Plan.of(new Effect.Revoked(fresh)));
    }
    return presence.isGiven(Presence.Signal.REVOKE_OWNER)
        ? Outcome.passed(new Plan(new Effect.Revoked(fresh), Presences.NEEDED))
        : Outcome.refused(RefusalCode.PRESENCE_MISSING);
  }

  private Outcome<Plan, RefusalCode> consent(Consent consent) {
    return rulebook
            .now()
            .ownership()
            .register()
            .waiting()
            .filter(waiting -> waiting.digest().equals(consent.handOver()))
            .isPresent()
        ? Outcome.passed(Plan.of(new Effect.Consented(consent.handOver())))
        : Outcome.refused(RefusalCode.CONSENT_UNKNOWN);
  }

  private void tell(Statement statement, Digest by) {
    switch (statement) {
      case Statement.ToGrant(var grant) ->
          notices.tell(new OwnerNotice.KeyGranted(by, grant.claims().key().thumbprint()));
      case Statement.ToOpenWindow _ -> windows.requested();
      case Statement.ToRevoke(var revocation) ->
          notices.tell(new OwnerNotice.KeysRevoked(by, revocation.claims().keys()));
      case Statement.ToConsent(var consent) ->
          notices.tell(new OwnerNotice.HandOverAgreed(by, consent.claims().handOver()));
    }
  }
}
