package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever watches knows of the bus besides its description.
 *
 * @param ours identifiers that only this unit sends; of more than {@value IdentifierRuns#MOST} at
 *     once the findings are not told apart
 * @param speed where the car says how fast it is; without it, diagnostic requests are no findings
 * @param bitsPerSecond of the arbitration phase, above zero
 * @param late how much later than it was on the bus a frame may get its stamp, not negative: what
 *     an adapter and a busy host make of it. Zero where the stamps are those of the bus
 */
public record WatchSettings(
    Set<ArbitrationId> ours, Optional<SpeedSource> speed, int bitsPerSecond, Duration late) {

  /** The bit rate of most buses in cars. */
  public static final int USUAL_BITS_PER_SECOND = 500_000;

  /** Copies the set. */
  public WatchSettings {
    ours = Set.copyOf(ours);
    if (bitsPerSecond <= 0 || late.isNegative()) {
      throw new IllegalArgumentException(bitsPerSecond + " bit/s, late " + late);
    }
  }

  /** A bus of 500 kbit/s; nothing else is known. */
  public static WatchSettings usual() {
    return new WatchSettings(Set.of(), Optional.empty(), USUAL_BITS_PER_SECOND, Duration.ZERO);
  }

  /** The same on a bus of this bit rate. */
  public WatchSettings at(int rate) {
    return new WatchSettings(ours, speed, rate, late);
  }

  /** The same with these identifiers of ours. */
  public WatchSettings with(Set<ArbitrationId> own) {
    return new WatchSettings(own, speed, bitsPerSecond, late);
  }

  /** The same with this speed. */
  public WatchSettings with(SpeedSource source) {
    return new WatchSettings(ours, Optional.of(source), bitsPerSecond, late);
  }

  /** The same where frames get their stamps up to so much later. */
  public WatchSettings late(Duration most) {
    return new WatchSettings(ours, speed, bitsPerSecond, most);
  }
}
