package dev.portcullis.simulator.motion;

import java.util.SplittableRandom;

/** What sensors say beside the truth: between -1 and 1, and never far from the value before. */
final class Noise {

  private final SplittableRandom random;
  private final double constantSeconds;
  private double value;

  Noise(SplittableRandom random, double constantSeconds) {
    this.random = random;
    this.constantSeconds = constantSeconds;
  }

  void step(double seconds) {
    value += (random.nextDouble(-1, 1) - value) * Math.min(1, seconds / constantSeconds);
  }

  double value() {
    return value;
  }
}
