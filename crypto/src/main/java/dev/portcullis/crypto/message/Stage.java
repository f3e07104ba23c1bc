package dev.portcullis.crypto.message;

/** The stages of the gate, in the order a command passes them. */
public enum Stage {
  /** Bytes become a command. */
  PARSE,
  /** The phone's signature holds, and its key was granted. */
  AUTHENTICATE,
  /** App and back-end are what they say. */
  ATTEST,
  /** The command is fresh and was never seen before. */
  ADMIT,
  /** Policy and grant allow it, in this state of the vehicle. */
  AUTHORISE,
  /** Frames go out, and feedback comes in. */
  ACTUATE
}
