package dev.portcullis.simulator.demo;

/** The words the agent's trace has for what became of a command. */
final class Outcomes {

  static final String CONFIRMED = "confirmed";
  static final String UNCONFIRMED = "unconfirmed";
  static final String REFUSED = "refused";
  static final String NOT_TRANSMITTED = "not-transmitted";

  /** Ours, for what the agent said nothing about. */
  static final String NONE = "none";

  private Outcomes() {}
}
