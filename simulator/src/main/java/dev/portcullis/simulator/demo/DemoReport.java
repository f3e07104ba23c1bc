package dev.portcullis.simulator.demo;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything a run of the demo found out.
 *
 * @param updates over the air, and attacks on them
 * @param unexplained frames of the agent's that no decision explains
 * @param agent memory in bytes after the floods, and milliseconds until it was ready
 * @param bridgeBytes memory of can-bridge's process after the floods
 * @param seconds how long all of it took
 */
record DemoReport(
    List<Attempt> attempts,
    Latency latency,
    List<FloodResult> floods,
    List<UpdateStep> updates,
    int unexplained,
    Agent agent,
    long bridgeBytes,
    long seconds) {

  private static final int MEDIAN = 50;
  private static final int SLOWEST = 99;

  DemoReport {
    attempts = List.copyOf(attempts);
    floods = List.copyOf(floods);
    updates = List.copyOf(updates);
  }

  /** The agent's process. */
  record Agent(long residentBytes, long readyMillis) {}

  /** Whether all is as it must be. */
  boolean isPassed() {
    return attempts.stream().allMatch(Attempt::isAsExpected)
        && updates.stream().allMatch(UpdateStep::isAsExpected)
        && latency.lost() == 0
        && unexplained == 0;
  }

  /** The slowest genuine command in a hundred, under the floods that must not harm any. */
  long genuineP99Micros() {
    return floods.stream()
        .filter(DemoReport::mustBeHarmless)
        .mapToLong(flood -> flood.genuine().percentile(SLOWEST))
        .max()
        .orElse(0);
  }

  /** Genuine commands lost under any flood. */
  int genuineLost() {
    return floods.stream().mapToInt(FloodResult::lost).sum();
  }

  /** Refusing a malformed or unknown request, in accepted commands. */
  double rejectToAcceptCost() {
    return floods.stream()
        .filter(flood -> flood.flood().kind() != FloodKind.BAD_SIGNATURE)
        .mapToDouble(this::cost)
        .max()
        .orElse(0);
  }

  /** Refusing one forged request of this flood, in accepted commands. */
  double cost(FloodResult flood) {
    long accepting = TimeUnit.MICROSECONDS.toNanos(latency.toFrame().percentile(MEDIAN));
    return accepting == 0 ? 0 : flood.refusalNanos() / accepting;
  }

  private static boolean mustBeHarmless(FloodResult result) {
    return switch (result.flood().pace()) {
      case Flood.AsFastAsTaken() -> true;
      case Flood.PerSecond(var rate) -> rate <= Tuning.VERIFICATIONS_PER_SECOND / 2;
    };
  }
}
