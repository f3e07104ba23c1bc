package dev.portcullis.simulator.attack;

import java.io.IOException;

/** What somebody can do who has the agent's user, and with it its socket to can-bridge. */
public interface GateSeat {

  /** Connects beside the agent, which goes on. */
  BridgeCaller besideTheAgent() throws IOException;

  /** Stops the agent, and connects in its place once can-bridge has given it up. */
  BridgeCaller insteadOfTheAgent() throws IOException, InterruptedException;

  /** Lets the agent go on, and waits until it has its bridge again. */
  void giveBack() throws IOException, InterruptedException;
}
