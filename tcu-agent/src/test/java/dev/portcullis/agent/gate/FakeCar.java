package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A car that does what it is told and keeps a list, unless the test gave it another answer. */
final class FakeCar implements Car {

  private final List<Moved> moves = new ArrayList<>();
  private final Queue<Car.Actuation> answers = new ArrayDeque<>();
  private Optional<RefusalCode> obstacle = Optional.empty();
  private final Map<String, RefusalCode> conditions = new ConcurrentHashMap<>();
  private Map<String, String> observed = Map.of("doors", "locked");
  private Runnable beforeEach = () -> {};
  private CountDownLatch gate = new CountDownLatch(0);

  /** Something that the car did, and for which decision. */
  record Moved(CommandName name, Arguments arguments, long decision) {}

  /** What stands in the way from now on. */
  synchronized void obstacle(RefusalCode code) {
    obstacle = Optional.of(code);
  }

  /** From now on this condition of a policy is not met. */
  void unmet(String condition, RefusalCode code) {
    conditions.put(condition, code);
  }

  synchronized void noObstacle() {
    obstacle = Optional.empty();
  }

  /** The next actuation's answer; without one it is confirmed. */
  synchronized void answerNext(Car.Actuation answer) {
    answers.add(answer);
  }

  synchronized void observed(Map<String, String> state) {
    observed = state;
  }

  /** Runs at the begin of each actuation, on the thread that waits for the car. */
  synchronized void beforeEach(Runnable look) {
    beforeEach = look;
  }

  /** Holds every actuation back until the latch that is returned is counted down. */
  synchronized CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  synchronized List<Moved> moves() {
    return List.copyOf(moves);
  }

  @Override
  public synchronized Optional<RefusalCode> obstacle(CommandName name, Optional<String> condition) {
    return unmet(condition).or(() -> obstacle);
  }

  private Optional<RefusalCode> unmet(Optional<String> condition) {
    return condition.flatMap(it -> Optional.ofNullable(conditions.get(it)));
  }

  @Override
  public Car.Actuation actuate(
      CommandName name,
      Arguments arguments,
      Optional<String> condition,
      long decision,
      Consumer<Car.HandOver> onHandOver) {
    var unmet = unmet(condition);
    if (unmet.isPresent()) {
      return new Car.Actuation.NotTransmitted(unmet.get());
    }
    Runnable look;
    CountDownLatch held;
    synchronized (this) {
      look = beforeEach;
      held = gate;
    }
    look.run();
    try {
      if (!held.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("held for ever");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Car.Actuation.Unconfirmed(RefusalCode.INTERRUPTED);
    }
    synchronized (this) {
      var answer = Optional.ofNullable(answers.poll()).orElseGet(Car.Actuation.Confirmed::new);
      if (!(answer instanceof Car.Actuation.NotTransmitted)) {
        moves.add(new Moved(name, arguments, decision));
        onHandOver.accept(new Car.HandOver("2F0#0" + decision % 10, System.nanoTime()));
      }
      return answer;
    }
  }

  @Override
  public void alive() {}

  @Override
  public synchronized Map<String, String> observed() {
    return observed;
  }
}
