package dev.portcullis.agent.gate;

import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.journal.Entry;
import dev.portcullis.agent.journal.LaterState;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Unverified;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * States how far the vehicle's state has come, after each change of it and at each start, and finds
 * out from a checkpoint that comes back whether this is an old image of it.
 *
 * <p>Nothing that could be sent to the vehicle raises its count past what it forgot: only the state
 * itself, once it is again what the checkpoint says, or a hand-over to a higher epoch.
 */
final class CheckpointDesk {

  /** A disk that takes nothing must not keep the token that signs busy. */
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Rulebook rulebook;
  private final RegisterBook register;
  private final Beacons beacons;
  private final BootClock clock;
  private final Signer receiptKey;
  private final OwnerNotices notices;
  private final Consumer<Bytes> publish;
  private Optional<Stated> stated = Optional.empty();
  private Optional<Bytes> newest = Optional.empty();
  private int seenEdition = -1;
  private long notBefore = Long.MIN_VALUE;

  private record Stated(
      long epoch, Digest revokedKeys, long policySequence, long revocationSequence) {

    static Stated of(Rules rules) {
      return new Stated(
          rules.ownership().epoch(),
          rules.ownership().register().revokedDigest(),
          rules.policy().sequence(),
          rules.revocationSequence());
    }

    /** Whether this is at least what {@code state} was. */
    boolean covers(LaterState state) {
      return policySequence >= state.policySequence()
          && revocationSequence >= state.revocationSequence()
          && (epoch > state.epoch()
              || (epoch == state.epoch() && revokedKeys.equals(state.revokedKeys())));
    }
  }

  CheckpointDesk(
      Rulebook rulebook,
      RegisterBook register,
      Beacons beacons,
      BootClock clock,
      Signer receiptKey,
      OwnerNotices notices,
      Consumer<Bytes> publish) {
    this.rulebook = rulebook;
    this.register = register;
    this.beacons = beacons;
    this.clock = clock;
    this.receiptKey = receiptKey;
    this.notices = notices;
    this.publish = publish;
  }

  /** Makes a checkpoint where one is due; what the disk did not take is tried again. */
  void look() {
    var rules = rulebook.now();
    if (rules.edition() == seenEdition || clock.nanos() < notBefore) {
      return;
    }
    var now = Stated.of(rules);
    if (rules.ownership().register().ahead().filter(now::covers).isPresent()) {
      restore();
      return;
    }
    if (stated.filter(now::equals).isPresent() || make(now)) {
      seenEdition = rulebook.now().edition();
    } else {
      notBefore = clock.nanos() + RETRY_NANOS;
    }
  }

  /** Publishes the newest once more. */
  void publishAgain() {
    newest.ifPresent(publish);
  }

  private void restore() {
    if (register.enter(new RegisterEntry.StateRestored()) instanceof Outcome.Passed<?, ?>) {
      stated = Optional.empty();
      notices.tell(new OwnerNotice.StateRestored());
    }
  }

  /** Its count is durable before anybody sees it: no two have one. */
  private boolean make(Stated now) {
    long count = register.now().checkpoints().count() + 1;
    var signed =
        CheckpointCodec.sign(
            new Checkpoint(
                rulebook.now().ownership().vehicle(),
                count,
                now.epoch(),
                now.revokedKeys(),
                now.policySequence(),
                now.revocationSequence(),
                beacons.boot()),
            receiptKey);
    var payload = CheckpointCodec.parse(signed).orFault().digest();
    if (register.enter(new RegisterEntry.CheckpointMade(count, payload))
        instanceof Outcome.Refused) {
      return false;
    }
    stated = Optional.of(now);
    newest = Optional.of(signed);
    publish.accept(signed);
    return true;
  }

  /** Decides about a checkpoint that came back. */
  FilingAnswer decide(Unverified<Checkpoint> filed) {
    return filed.verify(receiptKey.publicKey())
            instanceof Outcome.Passed<Checkpoint, ?>(var checkpoint)
        ? compare(checkpoint, filed.digest())
        : new FilingAnswer.Stranger(RefusalCode.BAD_SIGNATURE);
  }

  private FilingAnswer compare(Checkpoint checkpoint, Digest payload) {
    if (!isAhead(checkpoint, payload)) {
      return new FilingAnswer.Done(Optional.empty());
    }
    var known = register.now().ahead();
    if (known.filter(state -> state.count() >= checkpoint.count()).isPresent()) {
      return new FilingAnswer.Refused(RefusalCode.STATE_ROLLED_BACK, Optional.empty());
    }
    var entry =
        new RegisterEntry.RolledBack(
            new LaterState(
                checkpoint.count(),
                checkpoint.epoch(),
                checkpoint.revokedKeys(),
                checkpoint.policySequence(),
                checkpoint.revocationSequence()));
    return switch (register.enter(entry)) {
      case Outcome.Refused<Entry, DurableRefusal>(var why) -> new FilingAnswer.Undecided(why);
      case Outcome.Passed<Entry, DurableRefusal> _ -> {
        notices.tell(new OwnerNotice.StateRolledBack());
        yield new FilingAnswer.Refused(RefusalCode.STATE_ROLLED_BACK, Optional.empty());
      }
    };
  }

  /**
   * Whether our own signature says more than we know. The count alone would not do: an old image
   * that is restarted often enough counts past what it forgot.
   */
  private boolean isAhead(Checkpoint checkpoint, Digest payload) {
    var trail = register.now().checkpoints();
    var now = Stated.of(rulebook.now());
    return checkpoint.count() > trail.count()
        || trail.payload(checkpoint.count()).filter(ours -> !ours.equals(payload)).isPresent()
        || checkpoint.epoch() > now.epoch()
        || checkpoint.policySequence() > now.policySequence()
        || checkpoint.revocationSequence() > now.revocationSequence();
  }
}
