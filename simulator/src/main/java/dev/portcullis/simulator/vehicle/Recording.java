package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.VirtualTimeline;
import dev.portcullis.simulator.misbehaviour.Plan;
import dev.portcullis.simulator.misbehaviour.PlanReader;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.motion.Journey;
import dev.portcullis.simulator.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A drive in virtual time, for whoever wants to see every frame of it: hours take minutes. Times
 * count from zero, the moment the bus wakes up; who sent a frame is told as the bus knows it, so an
 * intruder's frames can be told from true ones. The same folder, drive, seed and plans give the
 * same frames at the same nanoseconds. For one thread.
 */
public final class Recording {

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final CarFolder.Description description;
  private final CanBus bus;
  private final Car car;
  private final SplittableRandom random;

  private Recording(
      CarFolder.Description description, Drive drive, long seed, BusObserver observer) {
    this.description = description;
    this.random = new SplittableRandom(seed);
    this.bus = new CanBus(timeline, BitRate.KBIT_500, observer);
    this.car = new Car(timeline, bus, description, Traffic.Density.FULL, random.nextLong());
    car.trip().begin(new Journey(drive, random.nextLong()));
    car.start();
  }

  /**
   * A drive that has not begun.
   *
   * @param carFolder where its {@code demo.dbc} and {@code full.dbc} are
   * @param observer is told everything that is on the bus, in order, at the end of each frame
   * @throws IOException if a file of the folder cannot be used, in words for a person
   */
  public static Recording of(Path carFolder, Drive drive, long seed, BusObserver observer)
      throws IOException {
    return new Recording(CarFolder.description(carFolder), drive, seed, observer);
  }

  /** Lets {@code observer} see everything too. */
  public void observe(BusObserver observer) {
    bus.observe(observer);
  }

  /** Every message of this car. */
  public Database messages() {
    return description.full();
  }

  /** Reads orders to misbehave, in words. */
  public PlanReader plans() {
    return new PlanReader(description.full(), bus.nodes(), random.nextLong());
  }

  /** Lets the intruder do that, counted from now. */
  public void order(Plan plan) {
    car.intruder().order(plan, random.nextLong());
  }

  /** Drives on for so long. */
  public void run(Duration length) {
    timeline.runUntil(timeline.now().plus(length));
  }

  /** How long it has driven. */
  public Duration length() {
    return new MonotonicTime(0).until(timeline.now());
  }
}
