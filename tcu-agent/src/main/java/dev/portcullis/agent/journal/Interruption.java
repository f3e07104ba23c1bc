package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;

/**
 * An intent without an end: the process that began it was cut off. Nobody knows whether its frames
 * went out, so it is never repeated; the actual state of the car is read and reported.
 *
 * @param counter the command's counter, unsigned
 * @param command the signed command, as it came
 */
public record Interruption(long sequence, Digest signer, long counter, Bytes command) {}
