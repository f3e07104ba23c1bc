package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;

/**
 * An owner agrees to one hand-over of the vehicle, and to no other.
 *
 * @param id under which the vehicle answers
 * @param handOver the digest of the hand-over's payload
 */
public record Consent(VehicleId vehicle, StatementId id, Digest handOver) {}
