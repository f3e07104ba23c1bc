package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Entries of one segment: CRC-32C (4 bytes), payload size (4), sequence (8), kind (1), chain head
 * (32), payload; numbers big-endian. The chain head is SHA-256 over the previous one, sequence,
 * kind, size and payload.
 *
 * <p>The CRC starts with the chain head the segment continues from. So neither stale bytes of
 * another segment nor a payload in which a stranger hides an entry look like one here.
 */
final class FrameCodec {

  static final int OVERHEAD_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES + 1 + Digest.SIZE;

  private final byte[] salt;

  FrameCodec(Position origin) {
    this.salt = origin.chainHead().value().toArray();
  }

  Frame encode(Position previous, Frame.Kind kind, Bytes payload) {
    var head = next(previous, kind, payload);
    byte[] frame =
        ByteBuffer.allocate(OVERHEAD_BYTES + payload.size())
            .putInt(0)
            .putInt(payload.size())
            .putLong(head.sequence())
            .put((byte) kind.wire())
            .put(head.chainHead().value().toArray())
            .put(payload.toArray())
            .array();
    ByteBuffer.wrap(frame).putInt(checksum(frame, 0, frame.length));
    return new Frame(kind, payload, head, Bytes.of(frame));
  }

  /** The place after an entry of {@code kind} that follows {@code previous}. */
  static Position next(Position previous, Frame.Kind kind, Bytes payload) {
    long sequence = Math.addExact(previous.sequence(), 1);
    var hash = sha256();
    hash.update(previous.chainHead().value().toArray());
    hash.update(ByteBuffer.allocate(Long.BYTES).putLong(0, sequence));
    hash.update((byte) kind.wire());
    hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, payload.size()));
    return new Position(sequence, new Digest(Bytes.of(hash.digest(payload.toArray()))));
  }

  /** The intact entry that starts at {@code offset}, if one does. It may be out of the chain. */
  Optional<Frame> intactAt(byte[] segment, int offset) {
    if (segment.length - offset < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    var in = ByteBuffer.wrap(segment, offset, segment.length - offset);
    int checksum = in.getInt();
    int size = in.getInt();
    long sequence = in.getLong();
    int wireKind = in.get();
    if (size < 0 || size > segment.length - offset - OVERHEAD_BYTES || sequence < 1) {
      return Optional.empty();
    }
    int end = offset + OVERHEAD_BYTES + size;
    if (checksum != checksum(segment, offset, end)) {
      return Optional.empty();
    }
    int payload = offset + OVERHEAD_BYTES;
    var chainHead = new Digest(Bytes.copyOf(segment, payload - Digest.SIZE, payload));
    for (var kind : Frame.Kind.values()) {
      if (kind.wire() == wireKind) {
        return Optional.of(
            new Frame(
                kind,
                Bytes.copyOf(segment, payload, end),
                new Position(sequence, chainHead),
                Bytes.copyOf(segment, offset, end)));
      }
    }
    return Optional.empty();
  }

  private int checksum(byte[] segment, int from, int to) {
    var crc = new CRC32C();
    crc.update(salt);
    crc.update(segment, from + Integer.BYTES, to - from - Integer.BYTES);
    return (int) crc.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
