package dev.portcullis.ota.install;

import dev.portcullis.ota.slot.HealthCheck;
import java.util.Set;

/** The process that runs, asked for its health. */
@FunctionalInterface
public interface Health {

  /** What it has shown since it was started. */
  Set<HealthCheck> shown();
}
