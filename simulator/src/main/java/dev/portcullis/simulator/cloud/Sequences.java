package dev.portcullis.simulator.cloud;

/**
 * What the back-end knows to be the newest. A vehicle that is behind refuses the request.
 *
 * @param policy the newest policy's sequence
 * @param revocation the newest revocation document's sequence
 */
public record Sequences(long policy, long revocation) {

  /** Nothing newer than what any vehicle starts with. */
  public static final Sequences NONE = new Sequences(0, 0);
}
