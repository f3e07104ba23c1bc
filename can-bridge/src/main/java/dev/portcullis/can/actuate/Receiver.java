package dev.portcullis.can.actuate;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.state.Reading.Known;
import dev.portcullis.can.state.VehicleState;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes received frames into the vehicle's state, and wakes whoever waits for feedback. */
final class Receiver {

  /** What the status frames after a hand-over said, up to the deadline. */
  enum Answer {
    /** One had the value that confirms. */
    AGREES,
    /** Some came, and none had. */
    DISAGREES,
    /** None came. */
    NOTHING
  }

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<WatchedMessage> watched;
  private final Map<ArbitrationId, String> ours;
  private final SecuredTraffic secured;
  private final UnauthenticCounts unauthentic;
  private final VehicleState state;
  private final Gestures gestures;
  private final HandOver handOver = new HandOver();
  private final Map<FrameVerdict, Long> verdicts = new EnumMap<>(FrameVerdict.class);
  private final Object taking = new Object();
  private boolean isRetired;
  private long malformed;
  private long missed;

  Receiver(
      CommandMap map, SecuredTraffic secured, UnauthenticCounts unauthentic, Gestures gestures) {
    this.watched = map.watched();
    this.ours = map.ours();
    this.secured = secured;
    this.unauthentic = unauthentic;
    this.gestures = gestures;
    this.state = new VehicleState(watched);
  }

  VehicleState state() {
    return state;
  }

  // SecOC may write to the disk: whoever waits for feedback or hands a frame over does not.
  void received(CanFrame frame, long nanos) {
    String ownMessage = ours.get(frame.id());
    if (ownMessage != null) {
      impersonated(ownMessage, FrameVerdict.OUR_OWN_ID, nanos);
      return;
    }
    synchronized (taking) {
      if (!isRetired) {
        verify(frame, nanos);
      }
    }
  }

  /** Takes no frame any more: on return none is being taken, and none uses up freshness. */
  void retire() {
    synchronized (taking) {
      isRetired = true;
    }
  }

  private void verify(CanFrame frame, long nanos) {
    switch (secured.verify(frame, nanos)) {
      case Passed<CanFrame, FrameVerdict>(CanFrame authentic) -> take(authentic, nanos);
      case Refused<CanFrame, FrameVerdict>(FrameVerdict why) -> count(why);
    }
  }

  /** Told before the next frame is looked at: somebody gives the orders that only we may give. */
  private void impersonated(String message, FrameVerdict why, long nanos) {
    count(why);
    unauthentic.count(message, why, nanos);
  }

  private synchronized void count(FrameVerdict verdict) {
    verdicts.merge(verdict, 1L, Long::sum);
  }

  private synchronized void take(CanFrame frame, long nanos) {
    FrameVerdict verdict = state.accept(frame, nanos);
    verdicts.merge(verdict, 1L, Long::sum);
    if (verdict == FrameVerdict.TAKEN) {
      gestures.taken(frame.id(), state, nanos);
      notifyAll();
    }
  }

  @SuppressWarnings("unused") // every refusal counts the same
  synchronized void malformed(WireRefusal refusal) {
    malformed++;
  }

  /** Whatever it says, nobody in the car said it. */
  void sentByThisHost(CanFrame frame, long nanos) {
    String ownMessage = ours.get(frame.id());
    if (ownMessage == null) {
      count(FrameVerdict.SENT_BY_THIS_HOST);
    } else {
      impersonated(ownMessage, FrameVerdict.SENT_BY_THIS_HOST, nanos);
    }
  }

  /** What the frames said that did not get here may be the opposite of what is known. */
  synchronized void missed(long frames) {
    missed += frames;
    state.forget();
    gestures.forget();
  }

  synchronized ReceiveCounts counts() {
    return new ReceiveCounts(verdicts, malformed, missed);
  }

  /** The adapter is lost: what it said is worth nothing any more. */
  synchronized void forget() {
    state.forget();
    gestures.forget();
    handOver.forget();
  }

  synchronized void taken(long nanos) {
    handOver.taken(nanos);
  }

  /** A frame that {@code feedback} is to confirm is handed over next. */
  synchronized void expect(Feedback feedback, MonotonicClock clock) {
    handOver.begin(
        state.read(feedback.message(), feedback.signal(), clock.nanos())
                    instanceof Known(long raw, var _)
                && raw != feedback.raw()
            ? HandOver.Before.OTHERWISE
            : HandOver.Before.PERHAPS_SO);
  }

  /** Waits for the feedback {@link #expect} named, to a frame handed over at {@code handedOver}. */
  synchronized Answer await(Feedback feedback, long handedOver, long deadline, MonotonicClock clock)
      throws InterruptedException {
    var answer = Answer.NOTHING;
    while (true) {
      Optional<Long> received = state.receivedAt(feedback.message());
      long now = clock.nanos();
      if (received.isPresent() && handOver.isAnsweredBy(received.get(), handedOver)) {
        answer = Answer.DISAGREES;
        if (state.read(feedback.message(), feedback.signal(), now) instanceof Known(long raw, var _)
            && raw == feedback.raw()) {
          return Answer.AGREES;
        }
      }
      if (now - deadline >= 0) {
        return answer;
      }
      wait(millisUntil(deadline, now));
    }
  }

  synchronized boolean awaitAll(long deadline, MonotonicClock clock) throws InterruptedException {
    while (true) {
      boolean all = true;
      for (WatchedMessage message : watched) {
        all &= state.receivedAt(message).isPresent();
      }
      long now = clock.nanos();
      if (all || now - deadline >= 0) {
        return all;
      }
      wait(millisUntil(deadline, now));
    }
  }

  private static long millisUntil(long deadline, long now) {
    return (deadline - now) / NANOS_PER_MILLI + 1;
  }
}
