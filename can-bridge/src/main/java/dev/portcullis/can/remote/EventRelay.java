package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.GestureObserver;
import dev.portcullis.can.actuate.ImpostureObserver;
import dev.portcullis.can.actuate.PortObserver;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.actuate.TransmitObserver;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.can.watch.AlarmObserver;
import dev.portcullis.crypto.Outcome;
import java.util.Optional;

/**
 * What the bridge sees goes to the agent that is connected, as it happens. Nothing is kept for
 * later but the adapter's status: a gesture that nobody heard of is nobody's.
 */
public final class EventRelay
    implements TransmitObserver, GestureObserver, PortObserver, ImpostureObserver, AlarmObserver {

  private final MonotonicClock clock;
  private Optional<MessageChannel> agent = Optional.empty();
  private Optional<Answer.Port> port = Optional.empty();

  /** A relay without an agent; {@code clock} is CLOCK_MONOTONIC. */
  public EventRelay(MonotonicClock clock) {
    this.clock = clock;
  }

  /** From here on events go there, the adapter's present status first. */
  synchronized void agent(MessageChannel channel) {
    agent = Optional.of(channel);
    port.ifPresent(this::tell);
  }

  synchronized void noAgent() {
    agent = Optional.empty();
  }

  @Override
  public synchronized void handedOver(DecisionId id, String frame, long nanos) {
    tell(new Answer.HandedOver(id, frame, nanos));
  }

  @Override
  public synchronized void begun(Gesture gesture) {
    tell(new Answer.Given(gesture, clock.nanos()));
  }

  @Override
  public synchronized void changed(String name, PortStatus status) {
    var changed = new Answer.Port(name, status);
    port = Optional.of(changed);
    tell(changed);
  }

  @Override
  public synchronized void refused(String message, FrameVerdict why, long frames) {
    tell(new Answer.Unauthentic(message, why, frames));
  }

  @Override
  public synchronized void raised(Alarm alarm) {
    tell(new Answer.Raised(alarm));
  }

  /** One that cannot be told is found out by the server: nothing it answers arrives either. */
  private void tell(Answer event) {
    agent.ifPresent(channel -> {
      if (channel.send(AnswerCodec.encode(event)) instanceof Outcome.Refused) {
        agent = Optional.empty();
        channel.close();
      }
    });
  }
}
