package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.simulator.bus.BusNode;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.NodeName;
import dev.portcullis.simulator.bus.Timeline;
import dev.portcullis.simulator.bus.Transceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The node that misbehaves: what it sends, a tap sees under its name. For the timeline only. */
public final class Intruder implements BusNode {

  /** Its name on the bus. */
  public static final NodeName NAME = new NodeName("INTRUDER");

  private static final Duration SPOOF_DELAY = Duration.ofMillis(1);
  private static final Duration REFILL = Duration.ofMillis(1);
  private static final Duration FUZZ_PERIOD = Duration.ofMillis(5);

  private final Timeline timeline;
  private final CanBus bus;
  private final Transceiver transceiver;
  private final List<Deed> deeds = new ArrayList<>();

  /** Attaches an intruder to {@code bus}, who only listens until something is ordered. */
  public Intruder(Timeline timeline, CanBus bus) {
    this.timeline = timeline;
    this.bus = bus;
    this.transceiver = bus.attach(this);
  }

  @Override
  public NodeName name() {
    return NAME;
  }

  @Override
  public void received(CanFrame frame) {
    for (Deed deed : deeds) {
      deed.heard(frame);
    }
  }

  /** Misbehaves as {@code plan} says, counted from now. */
  public void order(Plan plan, long seed) {
    var deed = deed(plan.what(), new SplittableRandom(seed));
    deeds.add(deed);
    timeline.after(plan.window().start(), deed::begin);
    timeline.after(
        plan.window().end(),
        () -> {
          deed.end();
          deeds.remove(deed);
          // What still waits would come after the end.
          transceiver.clear();
        });
  }

  private Deed deed(Misbehaviour what, SplittableRandom random) {
    return switch (what) {
      case Misbehaviour.Spoof(var message, var falsehood) ->
          answering(message::matches, frame -> later(falsehood.told(frame, 1)));
      case Misbehaviour.Replay(var message) -> new Replaying(timeline, transceiver, message);
      case Misbehaviour.Suspend(var message) ->
          between(() -> bus.withhold(message.id(), _ -> {}), () -> bus.release(message.id()));
      case Misbehaviour.Masquerade(var message, var falsehood) ->
          between(
              () -> bus.withhold(message.id(), frame -> send(falsehood.told(frame, 0))),
              () -> bus.release(message.id()));
      case Misbehaviour.BusOff(var node) ->
          between(() -> bus.besiege(node), () -> bus.relieve(node));
      case Misbehaviour.Flood() -> new Repeating(timeline, REFILL, () -> Noises.flood(transceiver));
      case Misbehaviour.Fuzz() ->
          new Repeating(timeline, FUZZ_PERIOD, () -> send(Noises.any(random)));
    };
  }

  private void later(CanFrame frame) {
    timeline.after(SPOOF_DELAY, () -> send(frame));
  }

  private void send(CanFrame frame) {
    var _ = transceiver.inject(frame);
  }

  private interface Answer {
    void to(CanFrame frame);
  }

  private static Deed answering(Predicate<CanFrame> to, Answer answer) {
    return new Deed() {
      private boolean open;

      @Override
      public void begin() {
        open = true;
      }

      @Override
      public void heard(CanFrame frame) {
        if (open && to.test(frame)) {
          answer.to(frame);
        }
      }

      @Override
      public void end() {
        open = false;
      }
    };
  }

  private static Deed between(Runnable begin, Runnable end) {
    return new Deed() {
      @Override
      public void begin() {
        begin.run();
      }

      @Override
      public void heard(CanFrame frame) {}

      @Override
      public void end() {
        end.run();
      }
    };
  }
}
