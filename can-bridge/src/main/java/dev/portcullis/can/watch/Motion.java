package dev.portcullis.can.watch;

import dev.portcullis.can.frame.CanFrame;
import java.util.Optional;

/**
 * Whether the car is driven, as far as its speed is known. One that was seen and does not come any
 * more counts as driven: otherwise who silences the speed could ask for anything.
 */
final class Motion {

  private static final long STALE_NANOS = 2_000_000_000L;

  private final Optional<SpeedSource> source;
  private final int place;
  private boolean known;
  private boolean moving;
  private long last;

  Motion(Optional<SpeedSource> source, IdTable table) {
    this.source = source;
    this.place =
        source.map(it -> table.place(IdTable.key(it.message().id()))).orElse(IdTable.ABSENT);
  }

  /** A frame of the message at this place, of the message's length. */
  void accept(int at, CanFrame frame, long now) {
    if (at == place && source.isPresent()) {
      SpeedSource speed = source.get();
      double value = speed.signal().physicalValue(speed.signal().raw(frame.payload()));
      moving = !(Math.abs(value) <= speed.movingAbove());
      known = true;
      last = now;
    }
  }

  boolean isDriving(long now) {
    return known && (moving || now - last > STALE_NANOS);
  }
}
