package dev.portcullis.agent.update;

import dev.portcullis.ota.install.Health;
import dev.portcullis.ota.slot.HealthCheck;
import java.util.EnumSet;
import java.util.Set;

/** What this process has shown since it began; what was shown once stays shown. */
public final class ShownHealth implements Health {

  private final EnumSet<HealthCheck> shown = EnumSet.noneOf(HealthCheck.class);

  /** It was shown; from any thread. */
  public synchronized void show(HealthCheck check) {
    shown.add(check);
  }

  @Override
  public synchronized Set<HealthCheck> shown() {
    return EnumSet.copyOf(shown);
  }
}
