package dev.portcullis.can.actuate;

import dev.portcullis.can.state.FrameVerdict;

/** Is told of frames under the id of a secured message that do not hold. */
@FunctionalInterface
public interface SecOcObserver {

  /**
   * A frame of {@code message} was not taken: somebody else sent it, or sent it a second time.
   * Called on the thread that receives frames, as often as an attacker likes; must not wait.
   *
   * @param message its name in the DBC
   */
  void refused(String message, FrameVerdict why);
}
