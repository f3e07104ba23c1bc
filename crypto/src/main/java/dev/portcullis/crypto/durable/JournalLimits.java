package dev.portcullis.crypto.durable;

/**
 * How large a journal may grow. Limits may be raised between two starts; lower them only after a
 * checkpoint, for a longer unsynced tail than a record may have counts as damage.
 *
 * @param recordBytes the longest record
 * @param snapshotBytes the longest snapshot
 * @param segmentBytes the whole file, from one checkpoint to the next; twice that is on the disk
 *     for a moment while a checkpoint is written
 */
public record JournalLimits(int recordBytes, int snapshotBytes, int segmentBytes) {

  private static final int KIB = 1024;

  /** Checks that a snapshot and one record behind it always fit. */
  public JournalLimits {
    long least =
        SegmentCodec.HEADER_BYTES
            + 2L * FrameCodec.OVERHEAD_BYTES
            + Math.max(0, recordBytes)
            + Math.max(0, snapshotBytes);
    if (recordBytes < 1 || snapshotBytes < 0 || segmentBytes < least) {
      throw new IllegalArgumentException(
          "a segment of " + segmentBytes + " bytes holds no snapshot and record of these limits");
    }
  }

  /** Records of 64 KiB, snapshots of 1 MiB, segments of 4 MiB: for the state of an agent. */
  public static JournalLimits standard() {
    return new JournalLimits(64 * KIB, KIB * KIB, 4 * KIB * KIB);
  }
}
