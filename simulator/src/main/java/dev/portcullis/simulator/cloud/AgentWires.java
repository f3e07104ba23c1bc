package dev.portcullis.simulator.cloud;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent is connected.
 *
 * @param broker its broker
 * @param canDevice the serial device of its CAN adapter
 * @param local where phones near the car reach it, if they do
 */
public record AgentWires(
    InetSocketAddress broker, Path canDevice, Optional<InetSocketAddress> local) {

  /** An agent that only the broker reaches. */
  public static AgentWires remote(InetSocketAddress broker, Path canDevice) {
    return new AgentWires(broker, canDevice, Optional.empty());
  }
}
