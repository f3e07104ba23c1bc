package dev.portcullis.ota.store;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.ota.manifest.DetectedAttacks;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.manifest.ReportState;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.verify.Attack;
import java.nio.file.Path;

/**
 * Keeps what was detected until a Director knows it, and counts manifests, through power cuts. What
 * could not be written is still told by this process. For one thread at a time, and one process.
 */
public final class ReportRecord {

  /** What there was when it was opened. */
  public enum Found {
    /** Nothing: a unit from the factory. */
    NOTHING,
    /** What was written last. */
    RECORD,
    /** Something that is not what was written: it is begun anew, and the loss is told. */
    DAMAGE
  }

  private final FileSystem files;
  private final Path file;
  private final Found found;
  private ReportState state;

  private ReportRecord(FileSystem files, Path file, Found found, ReportState state) {
    this.files = files;
    this.file = file;
    this.found = found;
    this.state = state;
  }

  /** Reads the record in {@code file}, whose folder exists; refused only for the disk. */
  public static Outcome<ReportRecord, DurableRefusal> open(FileSystem files, Path file) {
    return switch (AtomicFile.read(files, file, ReportState.MAX_BYTES)) {
      case Outcome.Passed<Bytes, DurableRefusal>(var bytes) ->
          Outcome.passed(
              switch (ReportState.parse(bytes)) {
                case Outcome.Passed<ReportState, TextFault>(var state) ->
                    new ReportRecord(files, file, Found.RECORD, state);
                case Outcome.Refused<ReportState, TextFault> _ -> damaged(files, file);
              });
      case Outcome.Refused<Bytes, DurableRefusal>(var why) -> without(why, files, file);
    };
  }

  private static Outcome<ReportRecord, DurableRefusal> without(
      DurableRefusal why, FileSystem files, Path file) {
    if (why == DurableRefusal.NOT_FOUND) {
      return Outcome.passed(new ReportRecord(files, file, Found.NOTHING, ReportState.FRESH));
    }
    return why == DurableRefusal.FILE_TOO_LARGE
        ? Outcome.passed(damaged(files, file))
        : Outcome.refused(why);
  }

  private static ReportRecord damaged(FileSystem files, Path file) {
    return new ReportRecord(files, file, Found.DAMAGE, ReportState.LOST);
  }

  /** What there was when it was opened, for the journal. */
  public Found found() {
    return found;
  }

  /** What the next manifest has to tell. */
  public DetectedAttacks detected() {
    return state.detected();
  }

  /** An attack was detected; durable on return. */
  public Outcome<ReportState, DurableRefusal> add(Attack attack) {
    return keep(state.with(attack));
  }

  /**
   * The counter for the next manifest, higher than any before, and durable before it is used. A
   * manifest is handed over once: another attempt takes another counter.
   */
  public Outcome<Long, DurableRefusal> nextCounter(LatestTime time) {
    return keep(state.next(time)).map(ReportState::counter);
  }

  /** The Director accepted a manifest that told this; what was detected since stays. */
  public Outcome<ReportState, DurableRefusal> accepted(DetectedAttacks told) {
    return keep(state.accepted(told));
  }

  private Outcome<ReportState, DurableRefusal> keep(ReportState next) {
    if (next.equals(state)) {
      return Outcome.passed(state);
    }
    state = next;
    return AtomicFile.write(files, file, next.encode()).map(_ -> next);
  }
}
