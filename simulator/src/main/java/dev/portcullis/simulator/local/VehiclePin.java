package dev.portcullis.simulator.local;

import dev.portcullis.crypto.Digest;

/** Which vehicle a phone talks to. */
public sealed interface VehiclePin {

  /** Whichever answers: at enrolment, when the phone knows none yet. */
  record Any() implements VehiclePin {}

  /** The one whose key for the local link has this thumbprint, and no other. */
  record Pinned(Digest thumbprint) implements VehiclePin {}
}
