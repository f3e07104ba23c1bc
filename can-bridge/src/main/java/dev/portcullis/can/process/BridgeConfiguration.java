package dev.portcullis.can.process;

import dev.portcullis.can.port.CanDevice;
import dev.portcullis.can.watch.WatchPlan;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one configuration file of the process. Made by {@link BridgeConfigurationReader}.
 *
 * @param state what it must not lose, in a folder of its own
 * @param socket where the agent asks, in a folder of the process's own
 * @param agentUser whose programs may ask
 * @param car the vehicle description, and who must have signed it
 * @param watch by what the bus is watched, if it is
 */
record BridgeConfiguration(
    Path state,
    Path socket,
    String agentUser,
    CanDevice device,
    Car car,
    Optional<WatchPlan> watch) {

  /** Where the keys of the bus lie, and how far they were used. */
  Path secOc() {
    return state.resolve("secoc");
  }

  /** Where the description lies that was gone by last. */
  Path keptDescription() {
    return state.resolve("description");
  }

  /** Where the description lies. */
  record Car(Path messages, Path commands, Path signatures, SigningAuthority signers) {}
}
