package dev.portcullis.can.permit;

import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Outcome;
import java.util.List;

/**
 * The list of frames this vehicle's unit may send, looked at on the encoded bytes, after everything
 * that could have gone wrong above. An empty list permits nothing. Safe for concurrent use.
 */
public final class TransmitAllowlist {

  private final List<AllowEntry> entries;
  private final TokenBucket[] buckets;
  private final MonotonicClock clock;

  /** Starts with every entry's full burst. */
  public TransmitAllowlist(List<AllowEntry> entries, MonotonicClock clock) {
    this.entries = List.copyOf(entries);
    this.clock = clock;
    this.buckets = new TokenBucket[this.entries.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new TokenBucket(this.entries.get(i).rate(), clock.nanos());
    }
  }

  /** Permits {@code frame} on {@code bus} and debits the entry that permitted it. */
  public synchronized Outcome<CanFrame, PermitRefusal> permit(BusName bus, CanFrame frame) {
    var refusal = PermitRefusal.NOT_LISTED;
    for (int i = 0; i < buckets.length; i++) {
      if (entries.get(i).matches(bus, frame)) {
        if (buckets[i].take(clock.nanos())) {
          return Outcome.passed(frame);
        }
        refusal = PermitRefusal.RATE_EXCEEDED;
      }
    }
    return Outcome.refused(refusal);
  }
}
