package dev.portcullis.simulator.motion;

/** A value that follows another one with a delay of the first order, as most things of a car do. */
final class Lag {

  private final double constantSeconds;
  private double value;

  Lag(double constantSeconds, double initially) {
    this.constantSeconds = constantSeconds;
    this.value = initially;
  }

  double value() {
    return value;
  }

  /** Moves towards {@code target} for {@code seconds}, fewer than the time constant. */
  void follow(double target, double seconds) {
    value += (target - value) * Math.min(1, seconds / constantSeconds);
  }
}
