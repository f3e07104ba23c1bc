package dev.portcullis.crypto.durable;

/** What the world outside knows of a state: what was acknowledged, and what was only asked for. */
interface Witness<W> {

  W copy();

  /**
   * Reads the state: all that was acknowledged is there, and nothing that was never asked for. From
   * then on the world has seen what is there.
   */
  void observe(FileSystem files);

  /** Reads the state as {@link #observe} does, then changes it, which must succeed. */
  void goOn(FileSystem files);
}
