package dev.portcullis.simulator.local;

/** Why there is no answer from a vehicle over the local link, each with what to do about it. */
public enum LocalTrouble {
  /** Nothing came within the deadline. */
  NO_ANSWER(
      "the vehicle does not answer",
      "see that the agent listens (local.listen) and that the phone is in its network"),
  /** The handshake ended with an alert, or the vehicle takes no more for now. */
  NO_HANDSHAKE(
      "the vehicle does not complete the handshake",
      "try again in a few seconds: it may have no room, or not speak DTLS 1.2 with raw public keys"),
  /** The vehicle showed another key than the pinned one. */
  OTHER_VEHICLE(
      "this is another vehicle, or somebody stands in the middle: its key is not the pinned one",
      "look at which vehicle this is; enrol anew only if its telematics unit was replaced"),
  /** A key that is no P-256 key. */
  BAD_KEY("the key for the local link is no P-256 key", "make a new one"),
  /** The transfer broke off. */
  BROKEN_OFF("the transfer broke off", "try again"),
  /** The answer is not one of the protocol's. */
  NOT_THE_PROTOCOL(
      "the answer is not one of this protocol's",
      "see that it is a vehicle of this version that listens there");

  private final String meaning;
  private final String next;

  LocalTrouble(String meaning, String next) {
    this.meaning = meaning;
    this.next = next;
  }

  /** What is wrong, in one clause. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in one clause. */
  public String next() {
    return next;
  }
}
