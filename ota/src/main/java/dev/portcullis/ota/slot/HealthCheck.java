package dev.portcullis.ota.slot;

/** What a version on trial must have shown before it is confirmed. */
public enum HealthCheck {
  /** Configuration, policy and vehicle description were read and verified. */
  CONFIGURATION_LOADED,
  /** Frames of the vehicle's own bus were received. */
  CAN_SEEN,
  /** The broker accepted a connection. */
  BROKER_REACHED,
  /** The Director answered. */
  DIRECTOR_REACHED,
  /** The vehicle version manifest that names this version was signed. */
  MANIFEST_SIGNED
}
