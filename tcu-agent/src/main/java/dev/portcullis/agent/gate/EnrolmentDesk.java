package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.grant.EvidenceAppraiser;
import dev.portcullis.agent.grant.EvidenceAppraiser.Appraised;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Unverified;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a key enrol: it signed for the context of a window, was the first to come, and its platform
 * vouches for it. An enrolled key can do nothing yet; an owner's grant is what gives it rights.
 */
final class EnrolmentDesk {

  private final Rulebook rulebook;
  private final RegisterBook register;
  private final EnrolmentWindows windows;
  private final EvidenceAppraiser appraiser;
  private final TrustedTime time;
  private final BootClock clock;
  private final OwnerNotices notices;
  private final Reports reports;

  EnrolmentDesk(
      Rulebook rulebook,
      RegisterBook register,
      EnrolmentWindows windows,
      EvidenceAppraiser appraiser,
      TrustedTime time,
      BootClock clock,
      OwnerNotices notices,
      Reports reports) {
    this.rulebook = rulebook;
    this.register = register;
    this.windows = windows;
    this.appraiser = appraiser;
    this.time = time;
    this.clock = clock;
    this.notices = notices;
    this.reports = reports;
  }

  /** Decides about an enrolment whose look-ups fit. */
  FilingAnswer decide(Unverified<KeyEnrolment> filed) {
    var window = windows.find(filed.claims().context());
    if (window.isEmpty()) {
      return new FilingAnswer.Stranger(RefusalCode.CONTEXT_UNKNOWN);
    }
    return filed.verify(filed.claims().key()) instanceof Outcome.Passed<KeyEnrolment, ?>(var signed)
        ? decide(signed, window.get())
        : new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE);
  }

  private FilingAnswer decide(KeyEnrolment enrolment, EnrolmentWindows.Window window) {
    var key = enrolment.key().thumbprint();
    if (rulebook.now().ownership().isRolledBack()) {
      return refused(RefusalCode.STATE_ROLLED_BACK);
    }
    var taken = take(window, key);
    if (taken.isPresent()) {
      return refused(taken.get());
    }
    if (register.now().find(key).isPresent()) {
      return new FilingAnswer.Done(Optional.empty());
    }
    if (!window.waitsForEvidence(clock.nanos())) {
      return refused(RefusalCode.NO_EVIDENCE);
    }
    return enrolment
        .evidence()
        .map(evidence -> appraise(enrolment, evidence, window))
        .orElseGet(() -> new FilingAnswer.Waiting(RefusalCode.NO_EVIDENCE));
  }

  private Optional<RefusalCode> take(EnrolmentWindows.Window window, Digest key) {
    if (window.key().isPresent()) {
      return window.key().get().equals(key)
          ? Optional.empty()
          : Optional.of(RefusalCode.CONTEXT_TAKEN);
    }
    long now = clock.nanos();
    if (!window.isOpen(now)) {
      return Optional.of(RefusalCode.WINDOW_CLOSED);
    }
    window.take(key, now);
    return Optional.empty();
  }

  private FilingAnswer appraise(
      KeyEnrolment enrolment, Evidence evidence, EnrolmentWindows.Window window) {
    if (!register.now().hasRoomFor(enrolment.key().thumbprint())) {
      return refused(RefusalCode.ENROLMENTS_FULL);
    }
    return switch (time.now()) {
      // At the floor of the time a chain of certificates could be live that ended long ago.
      case TimeReading.Floor _ -> refused(RefusalCode.NO_TRUSTED_TIME);
      case TimeReading.Trusted(var now) ->
          window.mayTry()
              ? appraise(enrolment, evidence, now)
              : refused(RefusalCode.EVIDENCE_REFUSED);
    };
  }

  private FilingAnswer appraise(KeyEnrolment enrolment, Evidence evidence, Instant now) {
    var rules = rulebook.now();
    return switch (appraiser.appraise(rules.accepted(), enrolment, evidence, now)) {
      case Outcome.Refused<Appraised, AttestationRefusal>(var why) -> {
        reports.evidenceRefused(why);
        yield refused(RefusalCode.EVIDENCE_REFUSED);
      }
      case Outcome.Passed<Appraised, AttestationRefusal>(var appraised) ->
          enrol(enrolment.key().thumbprint(), appraised);
    };
  }

  private FilingAnswer enrol(Digest key, Appraised appraised) {
    var entry = new RegisterEntry.KeyEnrolled(key, appraised.protection(), appraised.subject());
    return switch (register.enter(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> new FilingAnswer.Undecided(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> {
        notices.tell(new OwnerNotice.KeyEnrolled(key, appraised.subject()));
        yield new FilingAnswer.Done(Optional.empty());
      }
    };
  }

  private static FilingAnswer refused(RefusalCode code) {
    return new FilingAnswer.Refused(code, Optional.empty());
  }
}
