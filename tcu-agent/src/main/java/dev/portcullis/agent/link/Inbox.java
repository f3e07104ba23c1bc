package dev.portcullis.agent.link;

/** What a message from the broker is about, by the topic it came on. */
public enum Inbox {
  /** A request with a command. */
  COMMAND(Retained.NEVER),
  /** A time statement. */
  TIME(Retained.IF_NEW),
  /** What an owner states. */
  OWNER(Retained.NEVER),
  /** A hand-over of the manufacturer's. */
  HAND_OVER(Retained.NEVER),
  /** A revocation document of the manufacturer's. */
  REVOCATION(Retained.NEVER),
  /** The newest checkpoint the back-end has. */
  ECHO(Retained.NEVER),
  /** A hint that the repositories have something new; it proves nothing. */
  UPDATE(Retained.NEVER);

  /** Whether a message that the broker retained is asked for (MQTT 5, section 3.8.3.1). */
  enum Retained {
    /** With a subscription that is new. */
    IF_NEW,
    /** Not at all. */
    NEVER
  }

  private final Retained retained;

  Inbox(Retained retained) {
    this.retained = retained;
  }

  Retained retained() {
    return retained;
  }
}
