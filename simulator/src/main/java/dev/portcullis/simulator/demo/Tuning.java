package dev.portcullis.simulator.demo;

/**
 * What the demo has otherwise than a car: short beacons, so that held-back requests lapse soon; an
 * allowance that somebody can use up; and a phone that was lost.
 */
final class Tuning {

  /** How many commands a signer may send in {@link #ALLOWANCE_SECONDS}. */
  static final int ALLOWED_COMMANDS = 700;

  /** In which time. */
  static final int ALLOWANCE_SECONDS = 600;

  /** How many signatures the agent verifies in a second, at the most. */
  static final int VERIFICATIONS_PER_SECOND = 2000;

  private static final int SLOT_SECONDS = 1;
  private static final int LIFETIME_SECONDS = 4;

  private Tuning() {}

  /** The agent's configuration, tuned. */
  static String configuration(String usual) {
    return set(
        set(set(usual, "slot-seconds", SLOT_SECONDS), "lifetime-seconds", LIFETIME_SECONDS),
        "verifications-per-second",
        VERIFICATIONS_PER_SECOND);
  }

  private static String set(String text, String key, int value) {
    return text.replaceFirst("(?m)^" + key + " = .*$", key + " = " + value);
  }
}
