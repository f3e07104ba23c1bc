package dev.portcullis.ota.manifest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The latest time a vehicle knows (Uptane section 5.4.2.1), cut to whole seconds.
 *
 * @param instant within the years 1970 to 9999
 */
public record LatestTime(Instant instant, Standing standing) {

  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  /** What a time rests on. */
  public enum Standing {
    /** Enough sources signed it since the vehicle was started. */
    TRUSTED,
    /** It was once known to be past, and none was signed since the vehicle was started. */
    FLOOR
  }

  /** Cuts to seconds, and checks the years. */
  public LatestTime {
    instant = instant.truncatedTo(ChronoUnit.SECONDS);
    if (!isWritten(instant)) {
      throw new IllegalArgumentException("no time of this millennium or the next: " + instant);
    }
  }

  /** Whether a manifest can say this time. */
  static boolean isWritten(Instant instant) {
    return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(END);
  }
}
