package dev.portcullis.can.port;

/** What became of a frame at the port. None of them says anything about the bus. */
public sealed interface Transmission {

  /**
   * The operating system took the whole frame.
   *
   * @param nanos when it had, on the port's clock
   */
  record Handed(long nanos) implements Transmission {}

  /** No byte of the frame that could be carried out left this program. */
  record NotHanded(PortLoss why) implements Transmission {}

  /** The write did not end within its deadline: whether the frame goes out is unknown. */
  record Stalled() implements Transmission {}
}
