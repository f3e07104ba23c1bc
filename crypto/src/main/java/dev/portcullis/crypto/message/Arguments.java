package dev.portcullis.crypto.message;

import java.time.Duration;

/** What a command says beyond its name. */
public sealed interface Arguments {

  /** Nothing: the policy's defaults hold. */
  record None() implements Arguments {}

  /**
   * How long a remotely started engine is to run; the policy may allow less.
   *
   * @param duration 1 to 65,535 whole seconds
   */
  record RunTime(Duration duration) implements Arguments {

    static final long LONGEST_SECONDS = 65_535;

    /** Checks the range. */
    public RunTime {
      if (!Limits.inLifetime(duration) || duration.toSeconds() > LONGEST_SECONDS) {
        throw new IllegalArgumentException("run time out of range: " + duration);
      }
    }
  }

  /**
   * The temperature the cabin is to have.
   *
   * @param celsius 16 to 28 degrees Celsius
   */
  record Temperature(int celsius) implements Arguments {

    static final int COLDEST = 16;
    static final int WARMEST = 28;

    /** Checks the range. */
    public Temperature {
      if (celsius < COLDEST || celsius > WARMEST) {
        throw new IllegalArgumentException("temperature out of range: " + celsius);
      }
    }
  }
}
