package dev.portcullis.can.actuate;

import dev.portcullis.can.state.FrameVerdict;

/** Is told of frames that speak in another's name: under SecOC, or under an id of ours. */
@FunctionalInterface
public interface ImpostureObserver {

  /**
   * Frames of {@code message} were not taken: somebody else sent them, or sent them a second time.
   * Told of the first at once, and then once a second at the most, for each message and verdict.
   * Called on the thread that receives frames; must not wait.
   *
   * @param message its name in the DBC
   * @param frames how many since it was told last, 1 or more
   */
  void refused(String message, FrameVerdict why, long frames);
}
