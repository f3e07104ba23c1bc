package dev.portcullis.can.process;

import dev.portcullis.can.port.CanDevice;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.nio.file.Path;

/**
 * The one configuration file of the process. Made by {@link BridgeConfigurationReader}.
 *
 * @param socket where the agent asks, in a folder of the process's own
 * @param agentUser whose programs may ask
 * @param car the vehicle description, and who must have signed it
 */
record BridgeConfiguration(Path socket, String agentUser, CanDevice device, Car car) {

  /** Where the description lies. */
  record Car(Path messages, Path commands, Path signatures, SigningAuthority signers) {}
}
