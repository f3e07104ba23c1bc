package dev.portcullis.simulator.motion;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

/** The driver of one {@link Drive}: what is wanted at each moment, for as long as it is asked. */
public final class Journey {

  private static final Demand EMPTY = Demand.PARKED;
  private static final Demand IDLING =
      EMPTY
          .without(Fact.LOCKED)
          .with(Fact.SEATED, Fact.BELTED, Fact.IGNITION, Fact.ENGINE, Fact.CLIMATE);
  private static final Demand DRIVING = IDLING.in(Selector.DRIVE).with(Fact.LOW_BEAM);

  private final Drive drive;
  private final SplittableRandom random;
  private final Queue<Leg> ahead = new ArrayDeque<>();
  private Leg leg;
  private double left;

  /** Begins a journey; two of the same drive and seed are the same. */
  public Journey(Drive drive, long seed) {
    this.drive = drive;
    this.random = new SplittableRandom(seed);
    switch (drive) {
      case PARKED, DAY -> add(5, EMPTY);
      case IDLING -> add(5, IDLING);
      case CITY, MOTORWAY -> add(2, IDLING);
    }
    this.leg = ahead.remove();
    this.left = leg.seconds();
  }

  /** What is wanted now, {@code seconds} after the last time this was asked. */
  public Demand after(double seconds) {
    left -= seconds;
    while (left <= 0) {
      if (ahead.isEmpty()) {
        plan();
      }
      leg = ahead.remove();
      left += leg.seconds();
    }
    return leg.demand();
  }

  private void plan() {
    switch (drive) {
      case PARKED -> fetchSomething();
      case IDLING -> idle(between(20, 60));
      case CITY -> block();
      case MOTORWAY -> stretch();
      case DAY -> day();
    }
  }

  private void fetchSomething() {
    add(between(120, 900), EMPTY);
    add(between(2, 5), EMPTY.without(Fact.LOCKED));
    var open = random.nextBoolean() ? Fact.DOOR_OPEN : Fact.TRUNK_OPEN;
    add(between(5, 40), EMPTY.without(Fact.LOCKED).with(open));
    add(between(2, 5), EMPTY.without(Fact.LOCKED));
  }

  private void idle(double seconds) {
    add(seconds, IDLING.at(0, between(-15, 15)));
    add(between(3, 10), IDLING.with(Fact.LOW_BEAM));
  }

  /** From one stop in the city to the next. */
  private void block() {
    int stretches = 1 + random.nextInt(4);
    for (int i = 0; i < stretches; i++) {
      double speed = 30 + 10 * random.nextInt(3) + between(-2, 2);
      add(between(6, 25), DRIVING.at(speed, between(-8, 8)));
      if (random.nextInt(3) == 0) {
        corner();
      }
    }
    if (random.nextInt(40) == 0) {
      add(0.8, DRIVING.at(0, 0).with(Fact.HORN));
    }
    if (random.nextInt(25) == 0) {
      add(between(10, 40), DRIVING.at(40, 0).with(Fact.WIPER));
    }
    add(between(12, 35), DRIVING.at(0, 0));
  }

  private void corner() {
    boolean left = random.nextBoolean();
    var signalling = DRIVING.with(left ? Fact.TURN_LEFT : Fact.TURN_RIGHT);
    double wheel = between(110, 220) * (left ? 1 : -1);
    add(between(4, 7), signalling.at(18, 0));
    add(between(2.5, 4.5), signalling.at(18, wheel));
    add(between(2, 3), DRIVING.at(25, 0));
  }

  private void stretch() {
    double speed = between(95, 135);
    add(between(15, 60), DRIVING.at(speed, between(-6, 6)));
    switch (random.nextInt(4)) {
      case 0 -> changeLane(speed);
      case 1 -> add(between(5, 20), DRIVING.at(between(75, 95), between(-4, 4)));
      case 2 -> add(between(1, 3), DRIVING.at(speed, 0).with(Fact.HIGH_BEAM));
      default -> {}
    }
  }

  private void changeLane(double speed) {
    boolean left = random.nextBoolean();
    var signalling = DRIVING.with(left ? Fact.TURN_LEFT : Fact.TURN_RIGHT);
    double wheel = left ? 4 : -4;
    add(2, signalling.at(speed, 0));
    add(1.5, signalling.at(speed, wheel));
    add(1.5, signalling.at(speed, -wheel));
  }

  private void day() {
    enter();
    double city = between(400, 900);
    inCity(city);
    for (int i = 0; i < 25; i++) {
      stretch();
    }
    inCity(between(200, 500));
    leave();
    fetchSomething();
    add(between(60, 600), EMPTY);
  }

  /** As many blocks as take about so long. */
  private void inCity(double seconds) {
    int blocks = (int) Math.ceil(seconds / 75);
    for (int i = 0; i < blocks; i++) {
      block();
    }
  }

  private void enter() {
    var unlocked = EMPTY.without(Fact.LOCKED);
    add(3, unlocked);
    add(between(3, 6), unlocked.with(Fact.DOOR_OPEN));
    add(2, unlocked.with(Fact.DOOR_OPEN, Fact.SEATED));
    add(between(3, 8), unlocked.with(Fact.SEATED));
    add(3, unlocked.with(Fact.SEATED, Fact.IGNITION));
    add(between(4, 15), IDLING);
    add(between(5, 9), IDLING.in(Selector.REVERSE).at(5, between(-200, 200)));
    add(3, IDLING.in(Selector.REVERSE).at(0, 0));
  }

  private void leave() {
    var unlocked = EMPTY.without(Fact.LOCKED);
    add(25, DRIVING.at(0, 0));
    add(3, IDLING);
    add(2, unlocked.with(Fact.SEATED, Fact.BELTED));
    add(3, unlocked.with(Fact.SEATED));
    add(2, unlocked.with(Fact.SEATED, Fact.DOOR_OPEN));
    add(3, unlocked.with(Fact.DOOR_OPEN));
    add(2, unlocked);
  }

  private double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  private void add(double seconds, Demand demand) {
    ahead.add(new Leg(seconds, demand));
  }
}
