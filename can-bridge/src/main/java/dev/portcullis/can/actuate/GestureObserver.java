package dev.portcullis.can.actuate;

/** Is told of gestures as they are seen. */
@FunctionalInterface
public interface GestureObserver {

  /**
   * {@code gesture} began: it was given, in a frame that passed the checks the command map asks
   * for, after it was seen not to be. Called on the thread that receives frames; must not wait.
   */
  void begun(Gesture gesture);
}
