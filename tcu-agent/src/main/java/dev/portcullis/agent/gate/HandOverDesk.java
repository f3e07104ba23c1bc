package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.LaterState;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.agent.journal.WaitingHandOver;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.TooFewSignatures;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.SignedHandOver;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives the car another owner. A hand-over whose signatures hold waits, durably, until somebody is
 * in the car and, where there is an owner, an owner agreed or the notice is over. One waits at a
 * time; only one to a higher epoch takes its place, so that nobody can begin its notice anew by
 * sending an old one.
 */
final class HandOverDesk {

  static final Duration NOTICE = Duration.ofHours(24);

  /** How much notice a reboot of the kernel can cost; each step is a line of the journal. */
  static final Duration STEP = Duration.ofMinutes(10);

  private final Rulebook rulebook;
  private final RegisterBook register;
  private final AnswerBook answers;
  private final PresenceWatch presence;
  private final EnrolmentWindows windows;
  private final BootClock clock;
  private final String kernelBoot;
  private final OwnerNotices notices;

  HandOverDesk(
      Rulebook rulebook,
      RegisterBook register,
      AnswerBook answers,
      PresenceWatch presence,
      EnrolmentWindows windows,
      BootClock clock,
      String kernelBoot,
      OwnerNotices notices) {
    this.rulebook = rulebook;
    this.register = register;
    this.answers = answers;
    this.presence = presence;
    this.windows = windows;
    this.clock = clock;
    this.kernelBoot = kernelBoot;
    this.notices = notices;
  }

  /** Decides about a hand-over whose look-ups fit. */
  FilingAnswer decide(SignedHandOver filed) {
    var before = answers.done(filed.digest());
    if (before.isPresent()) {
      return before.get();
    }
    if (register.now().waiting().filter(each -> each.digest().equals(filed.digest())).isPresent()) {
      return proceed();
    }
    return switch (filed.verify(rulebook.now().signers())) {
      case Outcome.Refused<HandOver, TooFewSignatures> _ ->
          new FilingAnswer.Stranger(RefusalCode.TOO_FEW_SIGNATURES);
      case Outcome.Passed<HandOver, TooFewSignatures>(var handOver) ->
          obstacle(handOver)
              .map(code -> answers.refuse(subject(handOver, filed.digest()), code))
              .orElseGet(() -> begin(filed, handOver));
    };
  }

  /**
   * Why it cannot be carried out now or ever. That an owner revoked the new owner's key is no
   * obstacle: a seller could keep the car from every buyer.
   */
  private Optional<RefusalCode> obstacle(HandOver handOver) {
    if (handOver.epoch() <= reached()) {
      return Optional.of(RefusalCode.HAND_OVER_USED);
    }
    var key = handOver.owner().thumbprint();
    return isRevokedByTheManufacturer(key)
        ? Optional.of(RefusalCode.REVOKED_KEY)
        : Optional.empty();
  }

  private boolean isRevokedByTheManufacturer(Digest key) {
    var rules = rulebook.now();
    return rules.policy().revoked().contains(key) || rules.ownership().isWithdrawn(key);
  }

  /**
   * The highest epoch that was ever reached, or is about to be. An old image of the state forgot
   * hand-overs; what its own checkpoint proves was reached is not reached again.
   */
  private long reached() {
    var now = register.now();
    long ahead = now.ahead().map(LaterState::epoch).orElse(0L);
    long waiting = now.waiting().map(each -> parsed(each).claims().epoch()).orElse(0L);
    return Math.max(rulebook.now().ownership().epoch(), Math.max(ahead, waiting));
  }

  private FilingAnswer begin(SignedHandOver filed, HandOver handOver) {
    var entry = new RegisterEntry.HandOverWaits(filed.encoded(), kernelBoot, clock.nanos());
    return switch (register.enter(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> new FilingAnswer.Undecided(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> {
        tell(handOver, filed.digest(), NOTICE);
        yield proceed();
      }
    };
  }

  private void tell(HandOver handOver, Digest digest, Duration left) {
    notices.tell(
        new OwnerNotice.HandOverWaits(
            digest, handOver.owner().thumbprint(), handOver.epoch(), handOver.reason(), left));
  }

  /** At the start: tells the owners of what waits, and begins to count on this boot's clock. */
  void begin() {
    register
        .now()
        .waiting()
        .ifPresent(waiting -> {
          var signed = parsed(waiting);
          tell(signed.claims(), waiting.digest(), left(waiting));
        });
    count();
  }

  /** Counts the notice, and carries out what waits as soon as nothing is missing. */
  void look() {
    count();
    if (register.now().waiting().isPresent() && presence.isGiven(Presence.Signal.HAND_OVER)) {
      var _ = proceed();
    }
  }

  private void count() {
    var found = register.now().waiting();
    if (found.isEmpty() || found.get().seconds() >= NOTICE.toSeconds()) {
      return;
    }
    var waiting = found.get();
    long now = clock.nanos();
    long seconds = waiting.notice(kernelBoot, now).toSeconds();
    if (!waiting.kernelBoot().equals(kernelBoot)
        || seconds >= Math.min(waiting.seconds() + STEP.toSeconds(), NOTICE.toSeconds())) {
      var _ = register.enter(new RegisterEntry.NoticeCounted(seconds, kernelBoot, now));
    }
  }

  private Duration left(WaitingHandOver waiting) {
    var left = NOTICE.minus(waiting.notice(kernelBoot, clock.nanos()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private FilingAnswer proceed() {
    return register
        .now()
        .waiting()
        .map(this::proceed)
        .orElseGet(() -> new FilingAnswer.Refused(RefusalCode.HAND_OVER_USED, Optional.empty()));
  }

  private FilingAnswer proceed(WaitingHandOver waiting) {
    if (rulebook.now().ownership().hasOwner()
        && waiting.consent() == WaitingHandOver.Consent.OPEN
        && !left(waiting).isZero()) {
      return new FilingAnswer.Waiting(RefusalCode.NOTICE_RUNNING);
    }
    if (!presence.isGiven(Presence.Signal.HAND_OVER)) {
      return new FilingAnswer.Waiting(RefusalCode.PRESENCE_MISSING);
    }
    // The disk is believed no more than the network, and the authority may be another by now.
    return switch (parsed(waiting).verify(rulebook.now().signers())) {
      case Outcome.Refused<HandOver, TooFewSignatures> _ ->
          new FilingAnswer.Refused(RefusalCode.TOO_FEW_SIGNATURES, Optional.empty());
      case Outcome.Passed<HandOver, TooFewSignatures>(var handOver) ->
          isRevokedByTheManufacturer(handOver.owner().thumbprint())
              ? new FilingAnswer.Refused(RefusalCode.REVOKED_KEY, Optional.empty())
              : carryOut(handOver, waiting.digest());
    };
  }

  private FilingAnswer carryOut(HandOver handOver, Digest digest) {
    var effect = new RegisterEntry.Effect.HandedOver(handOver.epoch(), handOver.owner());
    var answer = answers.done(subject(handOver, digest), effect);
    if (answer instanceof FilingAnswer.Done) {
      presence.use();
      windows.close();
      notices.tell(new OwnerNotice.HandedOver(handOver.owner().thumbprint(), handOver.epoch()));
    }
    return answer;
  }

  private static AnswerBook.Subject subject(HandOver handOver, Digest digest) {
    return new AnswerBook.Subject(handOver.id().value(), digest);
  }

  private static SignedHandOver parsed(WaitingHandOver waiting) {
    return HandOverCodec.parse(waiting.handOver()).orFault();
  }
}
