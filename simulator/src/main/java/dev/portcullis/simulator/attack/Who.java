package dev.portcullis.simulator.attack;

import java.util.Locale;

/** Who tries something. */
public enum Who {
  /** The car's owner, with the phone that was enrolled. */
  OWNER("The owner"),
  /** Somebody the owner granted something, or once did. */
  DRIVER("A driver"),
  /** Whoever listens and sends on the way between phone and car. */
  THIEF("A thief"),
  /** Whoever takes apps apart and builds his own. */
  CLONER("A cloner"),
  /** Whoever works at, or broke into, the back-end or the broker. */
  INSIDER("An insider"),
  /** Whoever wants the agent to fall over. */
  VANDAL("A vandal"),
  /** Whoever has taken the agent over, with its user and its files. */
  GATE("Whoever took the gate over"),
  /** Whatever got onto the car's bus, and has no key for it. */
  DONGLE("A dongle"),
  /** Nobody: things break. */
  NATURE("The car");

  private final String subject;

  Who(String subject) {
    this.subject = subject;
  }

  /** How a sentence about him begins. */
  String subject() {
    return subject;
  }

  /** The word in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
