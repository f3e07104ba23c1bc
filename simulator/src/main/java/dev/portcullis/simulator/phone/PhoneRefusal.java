package dev.portcullis.simulator.phone;

/** Why a phone does not believe what it was given. */
public enum PhoneRefusal {
  /** The bytes are no beacon. */
  NOT_A_BEACON,
  /** The bytes are no offer. */
  NOT_AN_OFFER,
  /** The bytes are no receipt. */
  NOT_A_RECEIPT,
  /** Another key than our vehicle's signed it, or it is about another vehicle. */
  NOT_OF_OUR_VEHICLE,
  /** The receipt is for another command, or for one changed on the way. */
  NOT_OF_OUR_COMMAND,
  /** The detail was not sealed to this command's reply key. */
  DETAIL_DOES_NOT_OPEN
}
