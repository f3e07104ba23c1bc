package dev.portcullis.agent.local;

import java.time.Duration;

/** Where the local link stands. */
public sealed interface LocalState {

  /** The first attempt to listen is under way. */
  record Opening() implements LocalState {}

  /** Phones can reach it. */
  record Listening(ListenAddress address) implements LocalState {}

  /** It cannot listen; the next attempt begins after {@code retryIn}. */
  record Deaf(ListenAddress address, LocalCause cause, Duration retryIn) implements LocalState {}

  /** Closed by its user; the last state. */
  record Closed() implements LocalState {}
}
