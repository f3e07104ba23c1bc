package dev.portcullis.can.permit;

/** Whether anything may be transmitted. There is no third mode, and none that lists more. */
public sealed interface Mode {

  /** Nothing passes: the mode of the start and of every failure. */
  record Silent(Silence why) implements Mode {}

  /** What is listed passes. */
  record Operating() implements Mode {}
}
