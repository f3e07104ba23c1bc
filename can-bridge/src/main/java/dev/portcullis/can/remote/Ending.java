package dev.portcullis.can.remote;

import java.util.Optional;

/** Why a connection ended, or was not made: one closed list for both ends. */
public enum Ending {
  /** A message is longer than {@link MessageChannel#LONGEST} bytes, or empty. */
  BAD_LENGTH("a message had a length that none has"),
  /** What came is no deterministic CBOR. */
  NOT_CBOR("a message was no deterministic CBOR"),
  /** There is no message of this kind; none asks for a frame. */
  UNKNOWN_KIND("a message was of a kind that does not exist"),
  /** A part of a message is missing, left over, of another type or out of its range. */
  WRONG_STRUCTURE("a message lacked a part, or had a wrong one"),
  /** The other end speaks another version. */
  WRONG_VERSION("the other end is of another version"),
  /** The first message was no greeting, or there were two. */
  NO_HELLO("the first message was no greeting, or there were two"),
  /** More actions were asked for than one under way and one that waits. */
  ACTION_UNDER_WAY("an action was asked for while others were under way"),
  /** The other end's user is not the configured one. */
  WRONG_USER("the program runs as another user than the configured one"),
  /** One agent is connected already. */
  ALREADY_CONNECTED("an agent is connected already"),
  /** Nothing was heard for too long. */
  HEARTBEAT_LOST("nothing was heard for two seconds"),
  /** The other end does not read what it is told. */
  NOT_READING("the other end does not read"),
  /** The other end closed the connection. */
  HUNG_UP("the other end closed the connection"),
  /** Nobody listens at the socket, or it may not be reached. */
  NOBODY_THERE("nobody answers at the socket"),
  /** This end was told to stop. */
  STOPPED("it was told to stop");

  private final String meaning;

  Ending(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, for a person: a sentence without its full stop. */
  public String meaning() {
    return meaning;
  }

  static Optional<Ending> named(String name) {
    return Names.find(Ending.class, name);
  }
}
