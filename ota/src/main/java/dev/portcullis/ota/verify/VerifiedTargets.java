package dev.portcullis.ota.verify;

import dev.portcullis.ota.metadata.Targets;

/** Targets metadata that holds at the time of this update, by full or by partial verification. */
public sealed interface VerifiedTargets permits TrustedTargets, PartialTargets {

  /** What it says. */
  Targets content();
}
