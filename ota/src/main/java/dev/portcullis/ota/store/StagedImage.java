package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.Position;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.ContentCheck;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * An image on its way, chunk by chunk, made by {@link Staging}. A chunk is written, forced, and
 * only then written down with its digest: what is written down is there. Closed before its end it
 * stays, and is gone on with another day. Holds a few kilobytes in memory. For one thread.
 */
public final class StagedImage implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  private final Staging staging;
  private final Staging.Begun begun;
  private final Journal journal;
  private final WritableFile file;
  private final ContentCheck check;
  private final MessageDigest digest = HashAlgorithm.SHA_256.start();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private int chunks;
  private int ofChunk;
  private long size;

  StagedImage(
      Staging staging, Staging.Begun begun, Journal journal, WritableFile file, Verified verified) {
    this.staging = staging;
    this.begun = begun;
    this.journal = journal;
    this.file = file;
    this.check = verified.check();
    this.chunks = verified.chunks();
    this.size = verified.size();
  }

  /**
   * What was found of an earlier day.
   *
   * @param check has been given all of it
   */
  record Verified(ContentCheck check, int chunks, long size) {}

  /** How many bytes are there: where to go on. */
  public long size() {
    return size;
  }

  /** How many chunks would be there after a power cut at this moment. */
  public int durableChunks() {
    return chunks;
  }

  /**
   * Takes the next piece. What is behind the described length is not kept, and spoils the whole.
   */
  public void add(Bytes piece) throws StorageFault {
    check.add(piece);
    int taken = 0;
    while (taken < piece.size() && size < begun.length()) {
      int whole = staging.chunkOf(begun.length(), chunks);
      int end = Math.min(piece.size(), taken + whole - ofChunk);
      buffer.writeBytes(piece.slice(taken, end).toArray());
      size += end - taken;
      ofChunk += end - taken;
      taken = end;
      if (buffer.size() >= BUFFER || ofChunk == whole) {
        flush();
      }
      if (ofChunk == whole) {
        seal();
      }
    }
  }

  private void flush() throws StorageFault {
    byte[] bytes = buffer.toByteArray();
    buffer.reset();
    digest.update(bytes);
    file.append(Bytes.of(bytes));
  }

  private void seal() throws StorageFault {
    file.force();
    write(ChunkRecord.encode(chunks, new Digest(Bytes.of(digest.digest()))));
    chunks++;
    ofChunk = 0;
  }

  private void write(Bytes record) throws StorageFault {
    if (journal.append(record) instanceof Outcome.Refused<Position, DurableRefusal>(var why)) {
      throw new StorageFault(why);
    }
  }

  /**
   * Gives the image its name, durably on return, if it is the one described. If it is not, it is
   * thrown away, every chunk of it.
   */
  public Outcome<Path, Attack> finish() throws StorageFault {
    return switch (check.verdict()) {
      case Outcome.Passed<Long, Attack> _ -> {
        staging.giveName(begun.target());
        Staging.forget(journal);
        yield Outcome.passed(begun.target());
      }
      case Outcome.Refused<Long, Attack>(var attack) -> {
        Staging.forget(journal);
        staging.throwAway();
        yield Outcome.refused(attack);
      }
    };
  }

  @Override
  public void close() throws StorageFault {
    try (journal) {
      file.close();
    }
  }
}
