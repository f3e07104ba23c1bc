package dev.portcullis.ota.install;

import dev.portcullis.ota.slot.Trial;

/**
 * A version on trial that this very process runs: it alone can confirm it. Made where it was
 * started, or where the running process took it.
 */
public sealed interface RunningTrial permits Startup.OnTrial, Activation.TakenLive {

  /** As it was when it began to run. */
  Trial trial();
}
