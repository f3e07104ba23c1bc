package dev.portcullis.simulator.attack;

/** What can be seen of the agent from outside. */
public interface AgentWatch {

  /** How many lines about something have come so far. */
  long linesAbout(String what);

  /**
   * Waits for a line about something that begins with {@code beginning}, beyond the first {@code
   * after} lines about it.
   *
   * @throws IllegalStateException if none comes in good time
   */
  void awaitLine(String what, String beginning, long after) throws InterruptedException;
}
