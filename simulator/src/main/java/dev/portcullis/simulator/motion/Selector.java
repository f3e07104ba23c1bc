package dev.portcullis.simulator.motion;

/** The gear lever, by the values of the DBC file. */
public enum Selector {
  /** The car is held. */
  PARK(0),
  /** Backwards. */
  REVERSE(1),
  /** Forwards. */
  DRIVE(3);

  private final int raw;

  Selector(int raw) {
    this.raw = raw;
  }

  /** The raw value of the signal {@code Selector}. */
  public int raw() {
    return raw;
  }
}
