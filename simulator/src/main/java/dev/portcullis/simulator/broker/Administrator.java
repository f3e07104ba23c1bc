package dev.portcullis.simulator.broker;

/**
 * Whether the broker has a login that may publish anything. A sound broker has none; the attack
 * "hard-coded administrator credential" switches one on, to show that even it opens no car.
 */
public sealed interface Administrator {

  /** There is no such login. */
  record None() implements Administrator {}

  /** Whoever has any certificate of our authority and knows these words may publish anything. */
  record HardCoded(String user, String password) implements Administrator {}
}
