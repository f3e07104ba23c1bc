package dev.portcullis.can.permit;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Outcome;
import java.util.List;

/**
 * The list of frames this vehicle's unit may send, looked at on the encoded bytes, after everything
 * that could have gone wrong above. An empty list permits nothing, and while its mode is silent no
 * list permits anything. Safe for concurrent use.
 */
public final class TransmitAllowlist {

  private final List<AllowEntry> entries;
  private final TokenBucket[] buckets;
  private final TransmitMode mode;
  private final MonotonicClock clock;

  /** Starts with every entry's full burst. */
  public TransmitAllowlist(List<AllowEntry> entries, TransmitMode mode, MonotonicClock clock) {
    this.entries = List.copyOf(entries);
    this.mode = mode;
    this.clock = clock;
    this.buckets = new TokenBucket[this.entries.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new TokenBucket(this.entries.get(i).rate(), clock.nanos());
    }
  }

  /** Permits {@code frame} on {@code bus} and debits the entry that permitted it. */
  public synchronized Outcome<CanFrame, PermitRefusal> permit(BusName bus, CanFrame frame) {
    return switch (mode.now()) {
      case Mode.Silent(Silence why) -> Outcome.refused(why);
      case Mode.Operating _ -> listed(bus, frame);
    };
  }

  private Outcome<CanFrame, PermitRefusal> listed(BusName bus, CanFrame frame) {
    var refusal = ListRefusal.NOT_LISTED;
    for (int i = 0; i < buckets.length; i++) {
      if (entries.get(i).matches(bus, frame)) {
        if (buckets[i].take(clock.nanos())) {
          return Outcome.passed(frame);
        }
        refusal = ListRefusal.RATE_EXCEEDED;
      }
    }
    return Outcome.refused(refusal);
  }
}
