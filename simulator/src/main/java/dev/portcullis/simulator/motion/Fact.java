package dev.portcullis.simulator.motion;

/** What is so or is not so about a car and who is in it. */
public enum Fact {
  /** Terminal 15 is on. */
  IGNITION,
  /** The engine is to run. */
  ENGINE,
  /** Somebody sits in the driver's seat. */
  SEATED,
  /** Its belt is shut. */
  BELTED,
  /** The driver's door is open. */
  DOOR_OPEN,
  /** The hood is open. */
  HOOD_OPEN,
  /** The trunk is open. */
  TRUNK_OPEN,
  /** The doors are locked. */
  LOCKED,
  /** The left indicator is asked for. */
  TURN_LEFT,
  /** The right indicator is asked for. */
  TURN_RIGHT,
  /** The driving lights are on. */
  LOW_BEAM,
  /** The high beam is on. */
  HIGH_BEAM,
  /** The wipers wipe. */
  WIPER,
  /** The horn is heard. */
  HORN,
  /** The climate works. */
  CLIMATE
}
