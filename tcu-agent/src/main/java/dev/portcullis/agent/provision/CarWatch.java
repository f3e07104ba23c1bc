package dev.portcullis.agent.provision;

import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.DescriptionChange;
import dev.portcullis.can.description.DescriptionVersion;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.ota.install.LiveRefusal;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks every second whether a description of the car is offered. It is verified here by whoever
 * signs policies at that time, and by can-bridge by whomever it believes itself; only what
 * can-bridge goes by is gone by. Owns one thread, {@code car-watch}.
 */
public final class CarWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 1000;
  // One that can-bridge's process dies of does not end it again each time that it was started anew.
  private static final int MOST_UNANSWERED = 3;

  private final CarUpdate update;
  private final Supplier<SigningAuthority> signers;
  private final DescriptionChange bridge;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<Unverified> settled = Optional.empty();
  private Optional<Unverified> brought = Optional.empty();
  private Optional<String> told = Optional.empty();
  private DescriptionVersion inForce;
  private int unanswered;

  /** Who is told, on the watch's thread. */
  public interface Listener {
    /** can-bridge goes by it, and so does the agent. */
    void changed(SignedDescription described);

    /** It is not gone by, or not yet; said once for each reason. */
    void refused(String why);
  }

  /** A watch over what comes after {@code present}. */
  public CarWatch(
      CarUpdate update,
      DescriptionVersion present,
      Supplier<SigningAuthority> signers,
      DescriptionChange bridge,
      Listener listener) {
    this.update = update;
    this.inForce = present;
    this.signers = signers;
    this.bridge = bridge;
    this.listener = listener;
  }

  /** Begins to look. */
  public void start(ThreadFactory threads) {
    var thread = threads.newThread(this::run);
    thread.setName("car-watch");
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has both go by {@code fresh} now, if it holds: why not, or nothing; also nothing where both go
   * by it already. From any thread.
   */
  public synchronized Optional<LiveRefusal> take(Unverified fresh) {
    return switch (CarUpdate.verified(fresh, signers.get())) {
      case Outcome.Refused<SignedDescription, String>(var why) ->
          Optional.of(new LiveRefusal.ForGood(why));
      case Outcome.Passed<SignedDescription, String>(var described) ->
          described.version().equals(inForce) || described.sequence() > inForce.sequence()
              ? change(fresh, described)
              : Optional.of(
                  new LiveRefusal.ForGood(
                      "its sequence is " + described.sequence() + ", not a newer one"));
    };
  }

  /**
   * What the agent goes by already is offered to can-bridge until that has an answer: a version
   * that came over the air brought it along.
   */
  public synchronized void bring(Unverified ours) {
    brought = Optional.of(ours);
  }

  private void bring() {
    if (brought.isEmpty()) {
      return;
    }
    switch (bridge.change(brought.get())) {
      case Outcome.Passed<Digest, ChangeRefusal> _ -> brought = Optional.empty();
      case Outcome.Refused<Digest, ChangeRefusal>(var why) -> {
        if (isFinal(why.reason())) {
          brought = Optional.empty();
          tell(why.reason() + ", " + why.detail());
        }
      }
    }
  }

  /** Looks once. What can-bridge had no answer to is offered to it again. */
  synchronized void look() {
    bring();
    var offer = update.offered();
    if (offer.isEmpty() || offer.equals(settled)) {
      return;
    }
    switch (CarUpdate.verified(offer.get(), signers.get())) {
      case Outcome.Refused<SignedDescription, String>(var why) -> {
        settled = offer;
        tell(why);
      }
      case Outcome.Passed<SignedDescription, String>(var described) -> {
        if (described.sequence() <= inForce.sequence()) {
          settled = offer;
        } else {
          var _ = change(offer.get(), described);
        }
      }
    }
  }

  private Optional<LiveRefusal> change(Unverified offered, SignedDescription described) {
    return switch (bridge.change(offered)) {
      case Outcome.Passed<Digest, ChangeRefusal> _ -> {
        settled = Optional.of(offered);
        unanswered = 0;
        inForce = described.version();
        if (update.store().keep(described) instanceof Outcome.Refused) {
          tell("it is in force, and cannot be written down here: the next start misses it");
        }
        listener.changed(described);
        yield Optional.empty();
      }
      case Outcome.Refused<Digest, ChangeRefusal>(var why) -> {
        var said = why.reason() + ", " + why.detail();
        tell(said);
        if (isFinal(why.reason())) {
          settled = Optional.of(offered);
          yield Optional.of(new LiveRefusal.ForGood(said));
        }
        yield Optional.of(new LiveRefusal.ForNow(said));
      }
    };
  }

  private boolean isFinal(ChangeRefusal.Reason reason) {
    return switch (reason) {
      // A key may still be brought.
      case NOT_REACHED, NOT_KEPT, NO_KEYS -> false;
      case UNANSWERED -> ++unanswered % MOST_UNANSWERED == 0;
      case UNREADABLE_SIGNATURES,
          TOO_FEW_SIGNATURES,
          BAD_MESSAGES,
          BAD_COMMANDS,
          UNPERMITTED_ACTION,
          OLDER_SEQUENCE,
          SAME_SEQUENCE,
          TOO_LARGE ->
          true;
    };
  }

  private void tell(String why) {
    if (!told.equals(Optional.of(why))) {
      told = Optional.of(why);
      listener.refused(why);
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
