package dev.portcullis.can.watch;

import dev.portcullis.can.port.CanListener;
import dev.portcullis.can.port.CanPort;
import dev.portcullis.can.port.CanPortFactory;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The watch of one bus for as long as a bridge runs. Frames are looked at on the thread that reads
 * them; a thread of its own looks for silence and tells of what was found, so that no reader ever
 * waits for whoever is told.
 */
public final class StandingWatch implements AutoCloseable {

  private static final long LOOK_NANOS = 100_000_000L;

  private final Detectors detectors;
  private final AlarmObserver observer;
  private final MonotonicClock clock;
  private final AlarmDesk desk;
  private final Lookout lookout;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private StandingWatch(Detectors detectors, AlarmObserver observer, MonotonicClock clock) {
    this.detectors = detectors;
    this.observer = observer;
    this.clock = clock;
    this.desk = new AlarmDesk(clock.nanos());
    this.lookout = new Lookout(detectors.watch(this::found), clock);
    this.lookout.lost();
    this.thread = Thread.ofPlatform().name("can-watch").daemon().unstarted(this::run);
  }

  /**
   * Starts one; it hears nothing until a port is opened {@link #before} which it stands.
   *
   * @param clock the clock the port stamps frames with
   */
  public static StandingWatch start(
      Detectors detectors, AlarmObserver observer, MonotonicClock clock) {
    var watch = new StandingWatch(detectors, observer, clock);
    watch.thread.start();
    return watch;
  }

  /** The same adapter, watched. */
  public CanPortFactory before(CanPortFactory ports) {
    return new Watched(ports);
  }

  /**
   * Watches by another baseline from the next frame on, while the bridge runs. One that is damaged
   * or was learned of another bus is refused by name, and the one there was stays.
   *
   * @param baseline the bytes of a file as {@link BaselineCodec} writes it
   */
  public Outcome<Baseline, BaselineRefusal> exchange(Bytes baseline) {
    return detectors
        .with(baseline)
        .map(exchanged -> {
          lookout.relieve(exchanged.watch(this::found));
          return exchanged.baseline();
        });
  }

  /** What {@link #exchange} would say, and changes nothing. */
  public Outcome<Baseline, BaselineRefusal> check(Bytes baseline) {
    return detectors.with(baseline).map(Detectors::baseline);
  }

  /** What was seen and found since the baseline was exchanged last. */
  public WatchReport report() {
    return lookout.report();
  }

  private void found(Finding finding) {
    switch (finding.kind()) {
      // The bridge itself tells of each of these, by the message's name.
      case OURS_FROM_ELSEWHERE -> {}
      case BUS_OFF,
          ERROR_STORM,
          BUS_LOAD,
          BUS_SILENT,
          FRAMES_MISSED,
          UNKNOWN_ID,
          SENT_BY_THIS_HOST,
          WRONG_FORMAT,
          WRONG_LENGTH,
          TOO_OFTEN,
          OFF_BEAT,
          SILENT,
          COUNTER,
          CHECKSUM,
          MULTIPLEXOR,
          RANGE,
          UNUSUAL,
          STEP,
          CONTRADICTION,
          DIAGNOSTICS_WHILE_DRIVING ->
          desk.found(finding);
    }
  }

  private void run() {
    try {
      long next = clock.nanos();
      while (closing.getCount() > 0) {
        desk.await(Math.clamp(next - clock.nanos(), 0, LOOK_NANOS)).forEach(observer::raised);
        long now = clock.nanos();
        if (now - next >= 0) {
          next = now + LOOK_NANOS;
          lookout.look();
          desk.untold(now).forEach(observer::raised);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread; the port belongs to whoever opened it. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(LOOK_NANOS * 2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Watched implements CanPortFactory {

    private final CanPortFactory ports;

    private Watched(CanPortFactory ports) {
      this.ports = ports;
    }

    @Override
    public Outcome<CanPort, PortRefusal> open(CanListener listener) {
      // Before: frames may come before it returns.
      lookout.opened();
      var opened = ports.open(new WatchingListener(lookout, listener));
      if (opened instanceof Outcome.Refused<CanPort, PortRefusal>) {
        lookout.lost();
      }
      return opened;
    }

    @Override
    public String name() {
      return ports.name();
    }
  }
}
