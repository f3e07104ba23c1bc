package dev.portcullis.can.actuate;

/** Told right after a frame was handed to the port, before its feedback is waited for. */
@FunctionalInterface
public interface TransmitObserver {

  /**
   * A frame was handed over for decision {@code id} at {@code nanos} of the bridge's clock. Called
   * on the thread that actuates: keep it short.
   *
   * @param frame as candump writes it, {@code 2F0##1…}
   */
  void handedOver(DecisionId id, String frame, long nanos);
}
