package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.fail;

import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A listener that notes what it is told, and lets tests wait for it. */
final class Notes implements LinkListener {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<LinkState> states = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Ignored> ignored = new ArrayList<>();
  private final Map<OutboxId, Integer> delivered = new HashMap<>();
  private final List<PublishRefusal> refusals = new ArrayList<>();
  private final List<Bytes> beacons = new ArrayList<>();
  private final List<Bytes> checkpoints = new ArrayList<>();
  private volatile Consumer<Arrival> onArrival = arrival -> {};

  /** What is done with each message, on the callback thread. */
  void onArrival(Consumer<Arrival> work) {
    onArrival = work;
  }

  @Override
  public void arrived(Arrival arrival) {
    note(() -> arrivals.add(arrival));
    onArrival.accept(arrival);
  }

  @Override
  public void ignored(Ignored why) {
    note(() -> ignored.add(why));
  }

  @Override
  public void delivered(OutboxId id) {
    note(() -> delivered.merge(id, 1, Integer::sum));
  }

  @Override
  public void shown(Outlet.Latest outlet, Bytes message) {
    note(() -> (outlet == Outlet.Latest.BEACON ? beacons : checkpoints).add(message));
  }

  @Override
  public void refused(Outlet outlet, PublishRefusal why) {
    note(() -> refusals.add(why));
  }

  @Override
  public void stateChanged(LinkState state) {
    note(() -> states.add(state));
  }

  private synchronized void note(Runnable what) {
    what.run();
    notifyAll();
  }

  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  synchronized List<Ignored> ignored() {
    return List.copyOf(ignored);
  }

  synchronized Map<OutboxId, Integer> delivered() {
    return Map.copyOf(delivered);
  }

  synchronized List<PublishRefusal> refusals() {
    return List.copyOf(refusals);
  }

  synchronized List<Bytes> beacons() {
    return List.copyOf(beacons);
  }

  synchronized List<Bytes> checkpoints() {
    return List.copyOf(checkpoints);
  }

  synchronized List<LinkState> states() {
    return List.copyOf(states);
  }

  /** How many connections came up. */
  long ups() {
    return states().stream().filter(LinkState.Up.class::isInstance).count();
  }

  /** The causes of all the times the link was down or impaired. */
  Stream<Cause> causes() {
    return states().stream()
        .flatMap(state ->
            switch (state) {
              case LinkState.Down(var why, _) -> Stream.of(why.cause());
              case LinkState.Impaired(var why) -> Stream.of(why.cause());
              case LinkState.Up _, LinkState.Connecting _, LinkState.Closed _ -> Stream.empty();
            });
  }

  void awaitUp(long times) {
    await(times + " times up", () -> ups() >= times);
  }

  void awaitCause(Cause cause) {
    await("cause " + cause, () -> causes().anyMatch(cause::equals));
  }

  /** Waits until {@code condition} holds, looking again at each note and now and then. */
  synchronized void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("waited in vain for " + what + "; states: " + states);
      }
      try {
        TimeUnit.MILLISECONDS.timedWait(this, 50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted");
      }
    }
  }
}
