package dev.portcullis.simulator.misbehaviour;

/** Why a text is no {@link Plan}. */
public enum PlanRefusal {
  /** No {@code @start-end} in seconds, or the end is not after the start. */
  BAD_WINDOW,
  /** Not one of spoof, replay, suspend, flood, fuzz, masquerade, bus-off. */
  UNKNOWN_CLASS,
  /** The DBC file has no such message. */
  UNKNOWN_MESSAGE,
  /** The message has no such signal, or it only protects the frame. */
  UNKNOWN_SIGNAL,
  /** The signal's bits cannot say that value. */
  BAD_VALUE,
  /** The bus has no such node. */
  UNKNOWN_NODE,
  /** More parts than this class takes. */
  TOO_MANY_PARTS
}
