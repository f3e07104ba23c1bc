package dev.portcullis.crypto.durable;

/**
 * A segment that was read and found whole, but for an unsynced tail, by {@link SegmentCodec#parse}.
 *
 * @param origin the place it continues from
 * @param head the place after its last record
 * @param size how many bytes are good; what lies behind is the unsynced tail
 */
record Segment(Position origin, Position head, int size, Replay replay) {}
