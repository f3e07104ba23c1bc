package dev.portcullis.simulator.cloud;

import java.nio.file.Path;

/**
 * Where what a vehicle needs to start was written.
 *
 * @param policy the policy, exact bytes of JSON
 * @param signatures the CBOR array of its detached signatures
 * @param ownerGrant the owner's grant, signed by the hand-over key
 * @param agent the agent's configuration
 * @param bridge can-bridge's configuration, for where it is a process of its own
 * @param phone the phone's configuration
 */
public record ProvisionFiles(
    Path policy, Path signatures, Path ownerGrant, Path agent, Path bridge, Path phone) {}
