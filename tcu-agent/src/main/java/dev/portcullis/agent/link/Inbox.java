package dev.portcullis.agent.link;

/** What a message from the broker is about, by the topic it came on. */
public enum Inbox {
  /** A request with a command. */
  COMMAND,
  /** A time statement. */
  TIME
}
