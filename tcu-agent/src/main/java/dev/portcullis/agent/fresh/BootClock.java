package dev.portcullis.agent.fresh;

/**
 * A clock that counts from the kernel's boot, runs on while the unit sleeps, and that nobody can
 * set. All ages are measured on it (section 3 of the design).
 */
@FunctionalInterface
public interface BootClock {

  /** Nanoseconds since the kernel's boot; never goes back. */
  long nanos();
}
