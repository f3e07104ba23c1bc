package dev.portcullis.simulator.phone;

import java.util.Optional;

/** Why the command service does not do what a phone asked. The vehicle's refusals are not these. */
public enum ServiceRefusal {
  /** The message is not one of this protocol. */
  NOT_UNDERSTOOD("not-understood", "send what this protocol defines"),
  /** No vehicle of this id is known here. */
  UNKNOWN_VEHICLE("unknown-vehicle", "compare the vehicle id with the one the cloud was given"),
  /** The vehicle has not been heard of yet. */
  NO_BEACON("no-beacon", "start the vehicle's agent, or wake the vehicle"),
  /** The evidence is not one, or its signature does not hold. */
  BAD_EVIDENCE("bad-evidence", "sign the evidence with the command key it names"),
  /** The command cannot be read. */
  NOT_A_COMMAND("not-a-command", "sign a command as the protocol defines it"),
  /** The reply handle is none of this service's, or another phone's. */
  UNKNOWN_HANDLE("unknown-handle", "ask for a beacon first and use the handle that comes with it"),
  /** The broker did not take the request. */
  NOT_DELIVERED("not-delivered", "look at the broker and at its access rules");

  private final String wire;
  private final String next;

  ServiceRefusal(String wire, String next) {
    this.wire = wire;
    this.next = next;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** What to do about it. */
  public String next() {
    return next;
  }

  static Optional<ServiceRefusal> ofWire(String wire) {
    for (var candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
