package dev.portcullis.simulator.attack;

import java.io.IOException;

/** One attempt on the car, by whoever it is. */
public interface Attacker {

  /** Who he is, what he tries and what must stop him. */
  Card card();

  /**
   * Makes the attempt, on a car that is parked.
   *
   * @return what the decision about it can be known by
   */
  Trail attempt(Scene scene) throws IOException, InterruptedException;

  /** Mends what parking the car does not mend. */
  default void leave(Scene scene) throws IOException, InterruptedException {}
}
