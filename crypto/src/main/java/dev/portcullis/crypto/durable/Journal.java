package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An append-only journal in a folder of its own. What {@link #append} and {@link #checkpoint} have
 * answered with a {@link Position} survives a power cut; the records form a SHA-256 chain from the
 * very first one on, also across checkpoints.
 *
 * <p>A refusal never spoils the journal: the same call works once its cause is gone. A refused
 * record is not in the journal for this process; after a power cut right then it may be there if it
 * was the last one.
 *
 * <p>Safe for concurrent use.
 */
public final class Journal implements AutoCloseable {

  /** What is known of the bytes behind the last acknowledged record. */
  private enum Tail {
    /** There are none. */
    CLEAN,
    /** A write failed half-way: cut them off. */
    LEFT_OVER,
    /** A force failed: the kernel may have given up on the file. Write it anew. */
    UNKNOWN
  }

  private static final String LOCK = "lock";

  private final FileSystem files;
  private final Path folder;
  private final JournalLimits limits;
  private final HeldLock lock;
  private Path path;
  private long highestNumber;
  private WritableFile file;
  private Position origin;
  private Position head;
  private int size;
  private Tail tail = Tail.CLEAN;
  private Replay replay;
  private boolean isClosed;

  private Journal(
      FileSystem files, Path folder, JournalLimits limits, HeldLock lock, Opened opened) {
    this.files = files;
    this.folder = folder;
    this.limits = limits;
    this.lock = lock;
    this.path = folder.resolve(SegmentNames.of(opened.number()));
    this.highestNumber = opened.number();
    this.file = opened.file();
    this.origin = opened.segment().origin();
    this.head = opened.segment().head();
    this.size = opened.segment().size();
    this.replay = opened.segment().replay();
  }

  private record Opened(long number, WritableFile file, Segment segment) {}

  /**
   * Opens the journal in {@code folder}, or begins one there, making the folder (not its parents)
   * if need be. A tail that a power cut left is cut off; what it left of a checkpoint is removed.
   *
   * <p>Refused {@code IN_USE} if another agent has it, {@code NOT_A_JOURNAL, UNKNOWN_VERSION,
   * DAMAGED_RECORD, BROKEN_CHAIN, FILE_TOO_LARGE} if it is not as it was left, or for the disk.
   */
  public static Outcome<Journal, DurableRefusal> open(
      FileSystem files, Path folder, JournalLimits limits) {
    try {
      DurableFolder.ensure(files, folder);
      var lock = files.lock(folder.resolve(LOCK));
      try {
        var opened = openSegment(files, folder, limits);
        if (opened instanceof Outcome.Refused<Opened, DurableRefusal>) {
          lock.close();
        }
        return opened.map(found -> {
          var journal = new Journal(files, folder, limits, lock, found);
          journal.tidyUp();
          return journal;
        });
      } catch (StorageFault fault) {
        lock.close();
        throw fault;
      }
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  private static Outcome<Opened, DurableRefusal> openSegment(
      FileSystem files, Path folder, JournalLimits limits) throws StorageFault {
    var numbers = SegmentNames.numbers(files.list(folder));
    long number = numbers.isEmpty() ? 1 : numbers.getLast();
    var path = folder.resolve(SegmentNames.of(number));
    if (numbers.isEmpty()) {
      begin(files, path);
    }
    var parsed = SegmentCodec.parse(files.read(path, limits.segmentBytes()), limits);
    return switch (parsed) {
      case Outcome.Refused<Segment, DurableRefusal>(var reason) -> Outcome.refused(reason);
      case Outcome.Passed<Segment, DurableRefusal>(var segment) -> {
        var file = files.openForAppend(path);
        try {
          // Who wrote it may have died before forcing it; what we answer from must stay.
          file.truncate(segment.size());
          file.force();
          files.forceFolder(folder);
        } catch (StorageFault fault) {
          BestEffort.close(file);
          throw fault;
        }
        yield Outcome.passed(new Opened(number, file, segment));
      }
    };
  }

  private static void begin(FileSystem files, Path path) throws StorageFault {
    try {
      AtomicFile.replace(files, path, SegmentCodec.beginning());
    } catch (StorageFault fault) {
      // Its name may be visible and yet never reach the medium: nothing must be built on it.
      BestEffort.delete(files, path);
      throw fault;
    }
  }

  /** What the journal held when it was opened; after a checkpoint, its snapshot alone. */
  public synchronized Replay replay() {
    return replay;
  }

  /** The place after the last acknowledged record. */
  public synchronized Position head() {
    return head;
  }

  /** How many bytes the journal has on the disk; near its limit a checkpoint is due. */
  public synchronized int size() {
    return size;
  }

  /**
   * Writes {@code record} behind the others, durably on return, and passes with its place.
   *
   * <p>Refused {@code RECORD_TOO_LARGE}, {@code JOURNAL_FULL} (a checkpoint is due), {@code
   * CLOSED}, or for the disk.
   */
  public synchronized Outcome<Position, DurableRefusal> append(Bytes record) {
    if (isClosed) {
      return Outcome.refused(DurableRefusal.CLOSED);
    }
    if (record.size() > limits.recordBytes()) {
      return Outcome.refused(DurableRefusal.RECORD_TOO_LARGE);
    }
    if (record.size() + FrameCodec.OVERHEAD_BYTES > limits.segmentBytes() - size) {
      return Outcome.refused(DurableRefusal.JOURNAL_FULL);
    }
    try {
      repair();
      write(new FrameCodec(origin).encode(head, Frame.Kind.RECORD, record));
      return Outcome.passed(head);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  /**
   * Replaces everything so far by {@code snapshot}, at once and durably on return, and passes with
   * its place; the chain goes on.
   *
   * <p>Refused {@code SNAPSHOT_TOO_LARGE}, {@code CLOSED}, or for the disk; then the past stays.
   */
  public synchronized Outcome<Position, DurableRefusal> checkpoint(Bytes snapshot) {
    if (isClosed) {
      return Outcome.refused(DurableRefusal.CLOSED);
    }
    if (snapshot.size() > limits.snapshotBytes()) {
      return Outcome.refused(DurableRefusal.SNAPSHOT_TOO_LARGE);
    }
    try {
      replaceSegment(SegmentCodec.checkpoint(head, snapshot));
      origin = head;
      head = FrameCodec.next(origin, Frame.Kind.SNAPSHOT, snapshot);
      replay = new Replay(Optional.of(snapshot), List.of());
      return Outcome.passed(head);
    } catch (StorageFault fault) {
      return Outcome.refused(fault.refusal());
    }
  }

  /** Closes the file and lets go of the folder. Nothing is left to make durable. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      BestEffort.close(file);
      lock.close();
    }
  }

  private void write(Frame frame) throws StorageFault {
    try {
      tail = Tail.LEFT_OVER;
      file.append(frame.encoded());
      tail = Tail.UNKNOWN;
      file.force();
    } catch (StorageFault fault) {
      BestEffort.truncate(file, size);
      throw fault;
    }
    tail = Tail.CLEAN;
    head = frame.head();
    size += frame.encoded().size();
  }

  private void repair() throws StorageFault {
    switch (tail) {
      case CLEAN -> {}
      case LEFT_OVER -> {
        var _ = acknowledged();
        BestEffort.close(file);
        file = files.openForAppend(path);
        file.truncate(size);
        tail = Tail.CLEAN;
      }
      case UNKNOWN -> replaceSegment(acknowledged());
    }
  }

  /** The segment up to the last acknowledged record, read back and verified. */
  private Bytes acknowledged() throws StorageFault {
    var content = files.read(path, limits.segmentBytes());
    if (content.size() < size) {
      throw new StorageFault(DurableRefusal.DAMAGED_RECORD);
    }
    var prefix = content.slice(0, size);
    return switch (SegmentCodec.parse(prefix, limits)) {
      case Outcome.Refused<Segment, DurableRefusal>(var reason) -> throw new StorageFault(reason);
      case Outcome.Passed<Segment, DurableRefusal>(var segment) -> {
        if (!segment.head().equals(head)) {
          throw new StorageFault(DurableRefusal.DAMAGED_RECORD);
        }
        yield prefix;
      }
    };
  }

  // A number is never used twice: a segment whose name may or may not have reached the medium is
  // outdone by the next. Until one is sure, nothing is acknowledged.
  private void replaceSegment(Bytes content) throws StorageFault {
    highestNumber++;
    var next = folder.resolve(SegmentNames.of(highestNumber));
    AtomicFile.prepare(files, next, content);
    tail = Tail.UNKNOWN;
    AtomicFile.commit(files, next);
    var opened = files.openForAppend(next);
    BestEffort.close(file);
    file = opened;
    path = next;
    size = content.size();
    tail = Tail.CLEAN;
    tidyUp();
  }

  // What this leaves behind the next start removes: the highest number alone counts.
  private void tidyUp() {
    try {
      var names = files.list(folder);
      for (long number : SegmentNames.numbers(names)) {
        if (number < highestNumber) {
          BestEffort.delete(files, folder.resolve(SegmentNames.of(number)));
        }
      }
      for (var name : names) {
        if (AtomicFile.isPrepared(name)) {
          BestEffort.delete(files, folder.resolve(name));
        }
      }
    } catch (StorageFault fault) {
      return;
    }
  }
}
