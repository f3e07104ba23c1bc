package dev.portcullis.can.testing;

import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.CanPortFactory;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.can.port.Transmission;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An adapter in memory: keeps what was sent, delivers what the test says, vanishes on demand. */
public final class FakeCanPort implements CanPortFactory {

  /** What the next frames meet. */
  public enum Writes {
    /** They are handed over. */
    TAKEN,
    /** They do not come back within their deadline, and the port is lost. */
    STALLED,
    /** The device is gone, which nobody has noticed yet. */
    FAILING
  }

  /** Whether the adapter says that it has taken a frame. */
  public enum Answers {
    /** It does, before the frame is on the bus. */
    GIVEN,
    /** It does not. */
    MISSING
  }

  private final MonotonicClock clock;
  private final List<CanFrame> sent = new ArrayList<>();
  private Optional<PortRefusal> refusal = Optional.empty();
  private Optional<CanListener> listener = Optional.empty();
  private Consumer<CanFrame> reaction = _ -> {};
  private Writes writes = Writes.TAKEN;
  private Answers answers = Answers.GIVEN;
  private int openings;

  /** An adapter that is there and not open. */
  public FakeCanPort(MonotonicClock clock) {
    this.clock = clock;
  }

  /** What happens on the bus when a frame was handed over; runs after the hand-over. */
  public synchronized void react(Consumer<CanFrame> newReaction) {
    reaction = newReaction;
  }

  /** What the next frames meet. */
  public synchronized void writes(Writes next) {
    writes = next;
  }

  /** Whether the adapter says that it has taken the next frames. */
  public synchronized void answers(Answers next) {
    answers = next;
  }

  /** A frame comes from the bus. It is dropped while nobody has opened the port. */
  public void deliver(CanFrame frame) {
    long now = clock.nanos();
    listener().ifPresent(it -> it.received(frame, now));
  }

  /** Another program of this host sends a frame through the same adapter. */
  public void deliverFromThisHost(CanFrame frame) {
    listener().ifPresent(it -> it.sentByThisHost(frame, clock.nanos()));
  }

  /** Frames were on the bus and did not get here. */
  public void miss(long frames) {
    listener().ifPresent(it -> it.missed(frames));
  }

  /** The controller says how it stands with the bus. */
  public void say(BusCondition condition) {
    listener().ifPresent(it -> it.bus(condition));
  }

  /** The device goes away and does not open until {@link #comeBack}. */
  public void vanish() {
    Optional<CanListener> told;
    synchronized (this) {
      refusal = Optional.of(PortRefusal.NO_SUCH_DEVICE);
      told = listener;
      listener = Optional.empty();
    }
    told.ifPresent(it -> it.lost(PortLoss.GONE));
  }

  /** The device is there again. */
  public synchronized void comeBack() {
    refusal = Optional.empty();
    writes = Writes.TAKEN;
  }

  /** Every frame handed over so far. */
  public synchronized List<CanFrame> sent() {
    return List.copyOf(sent);
  }

  /** How often it was opened. */
  public synchronized int openings() {
    return openings;
  }

  private synchronized Optional<CanListener> listener() {
    return listener;
  }

  @Override
  public synchronized Outcome<CanPort, PortRefusal> open(CanListener newListener) {
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    openings++;
    listener = Optional.of(newListener);
    return Outcome.passed(new Opened(newListener));
  }

  @Override
  public String name() {
    return "fake";
  }

  private final class Opened implements CanPort {

    private final CanListener mine;

    Opened(CanListener mine) {
      this.mine = mine;
    }

    @Override
    public Transmission transmit(CanFrame frame) {
      Writes met;
      Answers answering;
      Consumer<CanFrame> reacting;
      synchronized (FakeCanPort.this) {
        met = writes;
        answering = answers;
        reacting = reaction;
        if (met == Writes.TAKEN) {
          sent.add(frame);
        }
      }
      return switch (met) {
        case FAILING -> {
          mine.lost(PortLoss.GONE);
          yield new Transmission.NotHanded(PortLoss.GONE);
        }
        case STALLED -> {
          mine.lost(PortLoss.STALLED);
          yield new Transmission.Stalled();
        }
        case TAKEN -> {
          var handed = new Transmission.Handed(clock.nanos());
          if (answering == Answers.GIVEN) {
            mine.taken(clock.nanos());
          }
          reacting.accept(frame);
          yield handed;
        }
      };
    }

    @Override
    public void close() {
      synchronized (FakeCanPort.this) {
        if (listener.equals(Optional.of(mine))) {
          listener = Optional.empty();
        }
      }
    }
  }
}
