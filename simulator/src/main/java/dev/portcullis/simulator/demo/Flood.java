package dev.portcullis.simulator.demo;

/**
 * A flood to be made.
 *
 * @param kind of what
 * @param pace how fast
 */
record Flood(FloodKind kind, Pace pace) {

  /** How fast a flood comes. */
  sealed interface Pace {}

  /** As fast as the agent takes it: never more than a few bursts wait. */
  record AsFastAsTaken() implements Pace {}

  /** So many a second. */
  record PerSecond(int rate) implements Pace {}
}
