package dev.portcullis.ota.fetch;

import java.time.Duration;

/** Why a file did not come. */
public sealed interface FetchFailure {

  /** The repository says that it has no such file. */
  record Absent() implements FetchFailure {}

  /** It has more bytes than were wanted. */
  record TooLong(long limit) implements FetchFailure {}

  /** It came too slowly. */
  record TooSlow(Duration budget) implements FetchFailure {}

  /**
   * What is offered is not the file that was described, or not the one that was begun: its parts
   * would be of two files.
   *
   * @param seen for people
   * @param expected for people
   */
  record Changed(String seen, String expected) implements FetchFailure {}

  /**
   * The server does not keep to its protocol; of what was wrong nothing was taken.
   *
   * @param why for people
   */
  record Misbehaved(String why) implements FetchFailure {}

  /**
   * There was no connection, or not one to the end, or the repository reported a fault.
   *
   * @param why for people
   */
  record Unreachable(String why) implements FetchFailure {}
}
