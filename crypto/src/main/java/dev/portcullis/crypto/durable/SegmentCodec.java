package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Segments: a header of magic (7 bytes), format version (1), the place it continues from as
 * sequence (8) and chain head (32), CRC-32C of all that (4), numbers big-endian; then the entries.
 * The first entry is written with the header, before the segment gets its name, and is never cut
 * off.
 */
final class SegmentCodec {

  static final int HEADER_BYTES = 8 + Long.BYTES + Digest.SIZE + Integer.BYTES;

  private static final byte[] MAGIC = "PORTJNL".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  private SegmentCodec() {}

  /** The first segment of a new journal. */
  static Bytes beginning() {
    return encode(Position.BEGINNING, Frame.Kind.BEGINNING, Bytes.empty());
  }

  /** A segment that continues from {@code origin} with {@code snapshot}. */
  static Bytes checkpoint(Position origin, Bytes snapshot) {
    return encode(origin, Frame.Kind.SNAPSHOT, snapshot);
  }

  private static Bytes encode(Position origin, Frame.Kind kind, Bytes payload) {
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(MAGIC)
            .put(VERSION)
            .putLong(origin.sequence())
            .put(origin.chainHead().value().toArray())
            .array();
    int end = HEADER_BYTES - Integer.BYTES;
    ByteBuffer.wrap(header).putInt(end, headerChecksum(header));
    return Bytes.concat(
        Bytes.of(header), new FrameCodec(origin).encode(origin, kind, payload).encoded());
  }

  /** Reads a segment: {@code NOT_A_JOURNAL, UNKNOWN_VERSION, DAMAGED_RECORD, BROKEN_CHAIN}. */
  static Outcome<Segment, DurableRefusal> parse(Bytes content, JournalLimits limits) {
    byte[] segment = content.toArray();
    if (segment.length < HEADER_BYTES
        || !Arrays.equals(segment, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Outcome.refused(DurableRefusal.NOT_A_JOURNAL);
    }
    if (segment[MAGIC.length] != VERSION) {
      return Outcome.refused(DurableRefusal.UNKNOWN_VERSION);
    }
    var header = ByteBuffer.wrap(segment, MAGIC.length + 1, HEADER_BYTES - MAGIC.length - 1);
    long sequence = header.getLong();
    if (header.getInt(HEADER_BYTES - Integer.BYTES) != headerChecksum(segment) || sequence < 0) {
      return Outcome.refused(DurableRefusal.NOT_A_JOURNAL);
    }
    byte[] chainHead = new byte[Digest.SIZE];
    header.get(chainHead);
    var origin = new Position(sequence, new Digest(Bytes.of(chainHead)));
    return parseEntries(segment, origin, limits);
  }

  private static Outcome<Segment, DurableRefusal> parseEntries(
      byte[] segment, Position origin, JournalLimits limits) {
    var codec = new FrameCodec(origin);
    var entries = new ArrayList<Frame>();
    var head = origin;
    int size = HEADER_BYTES;
    for (var found = codec.intactAt(segment, size);
        found.isPresent();
        found = codec.intactAt(segment, size)) {
      var entry = found.get();
      if (!follows(entry, head, entries)) {
        return Outcome.refused(DurableRefusal.BROKEN_CHAIN);
      }
      entries.add(entry);
      head = entry.head();
      size += entry.encoded().size();
    }
    if (entries.isEmpty() || !isUnsyncedTail(codec, segment, size, limits)) {
      return Outcome.refused(DurableRefusal.DAMAGED_RECORD);
    }
    return Outcome.passed(new Segment(origin, head, size, replay(entries)));
  }

  private static boolean follows(Frame entry, Position head, List<Frame> before) {
    boolean kindFits =
        switch (entry.kind()) {
          case BEGINNING -> head.equals(Position.BEGINNING) && entry.payload().isEmpty();
          case SNAPSHOT -> before.isEmpty();
          case RECORD -> !before.isEmpty();
        };
    return kindFits
        && entry.head().sequence() - 1 == head.sequence()
        && entry.head().equals(FrameCodec.next(head, entry.kind(), entry.payload()));
  }

  // A record is on the medium before the next is begun: an unsynced tail is at most one record
  // long, and no whole record lies in it. Anything else was good once.
  private static boolean isUnsyncedTail(
      FrameCodec codec, byte[] segment, int from, JournalLimits limits) {
    if (segment.length - from > FrameCodec.OVERHEAD_BYTES + limits.recordBytes()) {
      return false;
    }
    for (int offset = from; offset < segment.length; offset++) {
      if (codec.intactAt(segment, offset).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static Replay replay(List<Frame> entries) {
    var first = entries.getFirst();
    var snapshot =
        switch (first.kind()) {
          case SNAPSHOT -> Optional.of(first.payload());
          case BEGINNING, RECORD -> Optional.<Bytes>empty();
        };
    return new Replay(
        snapshot, entries.subList(1, entries.size()).stream().map(Frame::payload).toList());
  }

  private static int headerChecksum(byte[] segment) {
    var crc = new CRC32C();
    crc.update(segment, 0, HEADER_BYTES - Integer.BYTES);
    return (int) crc.getValue();
  }
}
