package dev.portcullis.simulator.authority;

/** What a party with a certificate is; written into the certificate's organisational unit. */
public enum PartyKind {
  /** The MQTT broker's server side. */
  BROKER("broker"),
  /** The server side of the update repositories. */
  REPOSITORY("repository"),
  /** A telematics unit. */
  VEHICLE("vehicle"),
  /** The back-end workload that attests and countersigns. */
  COMMAND_SERVICE("command-service"),
  /** A phone app instance. */
  PHONE("phone"),
  /** A login that may read every vehicle's subtree and write nothing. */
  MONITOR("monitor"),
  /** A holder of signing keys without a broker login: OEM, Verifier, time service. */
  SIGNER("signer");

  private final String unit;

  PartyKind(String unit) {
    this.unit = unit;
  }

  /** The organisational unit (OU) that names this kind in a certificate. */
  public String unit() {
    return unit;
  }
}
