package dev.portcullis.can.actuate;

/** Told right after a frame was handed to the port, before its feedback is waited for. */
@FunctionalInterface
public interface TransmitObserver {

  /**
   * The frame of decision {@code id} was handed over at {@code nanos} of the bridge's clock. Called
   * on the thread that actuates: keep it short.
   */
  void handedOver(DecisionId id, long nanos);
}
