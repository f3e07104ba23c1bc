package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Digest;

/**
 * How far this vehicle's state was, by its own signature on a checkpoint that it does not remember.
 *
 * @param count of that checkpoint
 * @param revokedKeys the digest of the keys that owners had revoked
 */
public record LaterState(
    long count, long epoch, Digest revokedKeys, long policySequence, long revocationSequence) {}
