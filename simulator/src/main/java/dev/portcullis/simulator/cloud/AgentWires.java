package dev.portcullis.simulator.cloud;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent is connected.
 *
 * @param broker its broker
 * @param canDevice the serial device of its CAN adapter
 * @param bridge which process opens that device
 * @param local where phones near the car reach it, if they do
 */
public record AgentWires(
    InetSocketAddress broker, Path canDevice, Bridge bridge, Optional<InetSocketAddress> local) {

  /** Where can-bridge runs. */
  public enum Bridge {
    /** In the agent's process, as in small units. */
    IN_THE_AGENT,
    /** As a process of its own, which alone opens the device. */
    OF_ITS_OWN
  }

  /** An agent that only the broker reaches, with can-bridge in its own process. */
  public static AgentWires remote(InetSocketAddress broker, Path canDevice) {
    return remote(broker, canDevice, Bridge.IN_THE_AGENT);
  }

  /** An agent that only the broker reaches. */
  public static AgentWires remote(InetSocketAddress broker, Path canDevice, Bridge bridge) {
    return new AgentWires(broker, canDevice, bridge, Optional.empty());
  }
}
