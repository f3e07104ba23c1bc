package dev.portcullis.can.actuate;

/** Why an action cannot be carried out now. The command map says which one a condition means. */
public enum Precondition implements Hindrance {
  /** The command map has no action of that name. */
  UNKNOWN_ACTION,
  /** The adapter is lost and not yet back. */
  ADAPTER_GONE,
  /** The car's description is being replaced, or that broke off half way. */
  CONFIGURATION_CHANGING,
  /** Nobody who may ask was heard, since the start or for too long. */
  GATE_LOST,
  /** A signal that a precondition needs was never seen, is too old or is not available. */
  STATE_UNKNOWN,
  /** The condition that came with the demand does not hold. */
  CONDITION_UNMET,
  /** The car moves. */
  NOT_STANDING,
  /** The gear is not in park. */
  NOT_PARKED,
  /** A door, the hood or the trunk is open. */
  OPENING_NOT_SHUT,
  /** The engine runs and was not started remotely, or does not run. */
  ENGINE_NOT_REMOTE,
  /** Somebody is at the wheel. */
  DRIVER_PRESENT,
  /** The engine runs already. */
  ENGINE_RUNNING
}
