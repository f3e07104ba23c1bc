package dev.portcullis.agent.update;

import dev.portcullis.ota.install.Health;
import dev.portcullis.ota.slot.HealthCheck;
import java.util.EnumSet;
import java.util.Set;

/** What this process has shown since it began, of the version that it goes by. */
public final class ShownHealth implements Health {

  private final EnumSet<HealthCheck> shown = EnumSet.noneOf(HealthCheck.class);

  /** It was shown; from any thread. */
  public synchronized void show(HealthCheck check) {
    shown.add(check);
  }

  /** It goes by another version now, which has to show these again. */
  synchronized void forget(Set<HealthCheck> checks) {
    shown.removeAll(checks);
  }

  @Override
  public synchronized Set<HealthCheck> shown() {
    return EnumSet.copyOf(shown);
  }
}
