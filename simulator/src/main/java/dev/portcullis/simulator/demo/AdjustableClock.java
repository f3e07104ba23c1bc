package dev.portcullis.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be set back for a while, as that of a server whose signatures are old. */
final class AdjustableClock implements InstantSource {

  private final InstantSource right;
  private volatile Duration behind = Duration.ZERO;

  AdjustableClock(InstantSource right) {
    this.right = right;
  }

  /** From now on it is behind by this much. */
  void fallBehind(Duration time) {
    behind = time;
  }

  @Override
  public Instant instant() {
    return right.instant().minus(behind);
  }
}
