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
 * @param watch whether the bus is watched
 * @param local where phones near the car reach it, if they do
 */
public record AgentWires(
    InetSocketAddress broker,
    Path canDevice,
    Bridge bridge,
    Watch watch,
    Optional<InetSocketAddress> local) {

  /** Whether whoever opens the device watches the bus. */
  public enum Watch {
    /** By the car's baseline: the bus should be as full as the one it was learned from. */
    BY_THE_BASELINE,
    /** Not at all. */
    NONE
  }

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

  /** An agent that only the broker reaches, on a bus that nobody watches. */
  public static AgentWires remote(InetSocketAddress broker, Path canDevice, Bridge bridge) {
    return new AgentWires(broker, canDevice, bridge, Watch.NONE, Optional.empty());
  }
}
