package dev.portcullis.can.actuate;

/** Is told of gestures as they are seen. */
@FunctionalInterface
public interface GestureObserver {

  /**
   * {@code gesture} began: it was given, with checksum and counter verified, after it was seen not
   * to be. Called on the thread that receives frames; must not wait.
   */
  void begun(Gesture gesture);
}
