package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.simulator.attack.AgentWatch;
import dev.portcullis.simulator.bus.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything the agent's trace has said so far. Any thread may ask, and wait. */
final class AgentTrace implements AgentWatch {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Supplier<MonotonicTime> clock;
  private final Map<String, List<Decision>> ofCommands = new HashMap<>();
  private final List<Decision> nameless = new ArrayList<>();
  private final List<Decision> explaining = new ArrayList<>();
  private final List<Long> floors = new ArrayList<>();
  private final List<TraceLine.Strangers> strangers = new ArrayList<>();
  private final List<TraceLine.Event> events = new ArrayList<>();
  private OptionalLong readyMillis = OptionalLong.empty();
  private Ended ended = Ended.NO;

  private enum Ended {
    YES,
    NO
  }

  /** A trace whose lines are stamped by {@code clock}. */
  AgentTrace(Supplier<MonotonicTime> clock) {
    this.clock = clock;
  }

  /** Takes a line. */
  void take(TraceLine line) {
    var at = clock.get();
    lock.lock();
    try {
      switch (line) {
        case TraceLine.Ready(var millis) -> readyMillis = OptionalLong.of(millis);
        case TraceLine.Decided decided -> decision(new Decision(decided, at));
        case TraceLine.Strangers counted -> strangers.add(counted);
        case TraceLine.Floor(var micros) -> floors.add(micros);
        case TraceLine.Event event -> events.add(event);
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void decision(Decision decision) {
    decision
        .line()
        .command()
        .ifPresentOrElse(
            id -> ofCommands.computeIfAbsent(id, _ -> new ArrayList<>()).add(decision),
            () -> nameless.add(decision));
    if (decision.explainsAFrame()) {
      explaining.add(decision);
    }
  }

  /** The agent's process is gone: nothing more will come. */
  void end() {
    lock.lock();
    try {
      ended = Ended.YES;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The decision about this delivery (from 1) of a command, as soon as there is one. */
  Optional<Decision> awaitDecision(CommandId command, int delivery, Duration patience)
      throws InterruptedException {
    return await(
        () -> {
          var known = ofCommands.getOrDefault(command.hex(), List.of());
          return known.size() >= delivery ? Optional.of(known.get(delivery - 1)) : Optional.empty();
        },
        patience);
  }

  /** The next nameless decision after the first {@code before}. */
  Optional<Decision> awaitNameless(int before, Duration patience) throws InterruptedException {
    return await(
        () -> nameless.size() > before ? Optional.of(nameless.get(before)) : Optional.empty(),
        patience);
  }

  /** How many decisions there were about requests without an id. */
  int namelessCount() {
    return locked(nameless::size);
  }

  /** The milliseconds after which the agent was ready. */
  Optional<Long> awaitReady(Duration patience) throws InterruptedException {
    return await(
        () -> readyMillis.isPresent() ? Optional.of(readyMillis.getAsLong()) : Optional.empty(),
        patience);
  }

  /** The first decision about a command, if there was one. */
  Optional<Decision> decisionAbout(CommandId command) {
    return locked(() -> ofCommands.getOrDefault(command.hex(), List.of()).stream().findFirst());
  }

  /** All decisions that say a frame went out. */
  List<Decision> decisionsWithAFrame() {
    return locked(() -> List.copyOf(explaining));
  }

  /** The measured floors after the first {@code skipped}, in microseconds. */
  List<Long> floors(int skipped) {
    return locked(() -> List.copyOf(floors.subList(skipped, floors.size())));
  }

  /** What was counted of strangers after the first {@code skipped} lines. */
  List<TraceLine.Strangers> strangers(int skipped) {
    return locked(() -> List.copyOf(strangers.subList(skipped, strangers.size())));
  }

  @Override
  public long linesAbout(String what) {
    return locked(() -> events.stream().filter(event -> isAbout(event, what)).count());
  }

  @Override
  public void awaitLine(String what, String beginning, long after) throws InterruptedException {
    var found =
        await(
            () ->
                events.stream()
                    .filter(event -> isAbout(event, what))
                    .skip(after)
                    .filter(event -> event.detail().startsWith(beginning))
                    .findFirst(),
            PATIENCE);
    if (found.isEmpty()) {
      throw new IllegalStateException("the agent did not say '" + what + ": " + beginning + "'");
    }
  }

  private static boolean isAbout(TraceLine.Event event, String what) {
    return event.what().equals(what) || event.what().startsWith(what + " ");
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  private <T> Optional<T> await(Supplier<Optional<T>> wanted, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      var found = wanted.get();
      while (found.isEmpty() && left > 0 && ended == Ended.NO) {
        left = grown.awaitNanos(left);
        found = wanted.get();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
