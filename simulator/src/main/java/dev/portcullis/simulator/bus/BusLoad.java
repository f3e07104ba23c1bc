package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.ArbitrationId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How busy a bus is, counted in the time its frames took bit by bit. What it says is of the last
 * whole second, on the timeline of the bus. Any thread may ask.
 */
public final class BusLoad implements BusObserver {

  private static final Duration SPAN = Duration.ofSeconds(1);

  private final Set<ArbitrationId> ids = new HashSet<>();
  private MonotonicTime spanEnd;
  private long busyNanos;
  private int frames;
  private Reading last = new Reading(0, 0, 0);

  /**
   * What was on the bus within a second.
   *
   * @param percent how much of the time it was busy, 0 to 100
   * @param framesPerSecond how many frames ended
   * @param messages how many different ids they had
   */
  public record Reading(double percent, int framesPerSecond, int messages) {}

  /** Begins to count at {@code from}. */
  public BusLoad(MonotonicTime from) {
    this.spanEnd = from.plus(SPAN);
  }

  /** The last whole second's; zero before there was one. */
  public synchronized Reading reading() {
    return last;
  }

  @Override
  public synchronized void saw(Sighting sighting) {
    count(sighting.start(), sighting.end());
    frames++;
    ids.add(sighting.frame().id());
  }

  @Override
  public synchronized void destroyed(Destruction destruction) {
    count(destruction.start(), destruction.end());
  }

  private void count(MonotonicTime start, MonotonicTime end) {
    if (end.compareTo(spanEnd) > 0) {
      last = new Reading(100.0 * busyNanos / SPAN.toNanos(), frames, ids.size());
      // Silence of more than a second is not caught up with: the next frame begins a new span.
      spanEnd = spanEnd.plus(SPAN).orLater(end);
      busyNanos = 0;
      frames = 0;
      ids.clear();
    }
    busyNanos += start.until(end).toNanos();
  }
}
