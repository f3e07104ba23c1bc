package dev.portcullis.can.secoc.kept;

import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store in one file, replaced as a whole with each reservation. Safe for concurrent use; one
 * store a file.
 */
final class DurableFreshness implements FreshnessStore {

  private final FileSystem disk;
  private final Path file;
  private final Map<DataId, FreshnessValue> reserved;

  private DurableFreshness(FileSystem disk, Path file, Map<DataId, FreshnessValue> reserved) {
    this.disk = disk;
    this.file = file;
    this.reserved = new HashMap<>(reserved);
  }

  /**
   * Opens what was begun. A file that is missing or damaged is a fault: whoever went on without
   * what it said would use values a second time.
   */
  static Outcome<DurableFreshness, SecOcFault> open(FileSystem disk, Path file) {
    return switch (AtomicFile.read(disk, file, FreshnessCodec.MAX_BYTES)) {
      case Refused<Bytes, DurableRefusal>(var why) ->
          Outcome.refused(
              new SecOcFault(
                  file.toString(),
                  why == DurableRefusal.NOT_FOUND
                      ? "is lost: how far freshness was used with these keys is not known"
                      : why.meaning(),
                  why == DurableRefusal.NOT_FOUND ? ANEW : why.next()));
      case Passed<Bytes, DurableRefusal>(var bytes) ->
          FreshnessCodec.decode(bytes)
              .<Outcome<DurableFreshness, SecOcFault>>map(
                  values -> Outcome.passed(new DurableFreshness(disk, file, values)))
              .orElseGet(() ->
                  Outcome.refused(
                      new SecOcFault(
                          file.toString(), "is damaged: its digest does not fit", ANEW)));
    };
  }

  /** Begins at nothing, for keys that were never used. */
  static Outcome<Bytes, SecOcFault> begin(FileSystem disk, Path file) {
    return AtomicFile.write(disk, file, FreshnessCodec.encode(Map.of()))
        .mapRefusal(why -> new SecOcFault(file.toString(), why.meaning(), why.next()));
  }

  private static final String ANEW =
      "give this unit and the controllers new SecOC keys: docs/secoc.md, \"A unit that begins\"";

  @Override
  public synchronized FreshnessValue reservedUpTo(DataId id) {
    return reserved.getOrDefault(id, FreshnessValue.NONE_YET);
  }

  @Override
  public synchronized Reservation reserve(DataId id, FreshnessValue upTo) {
    Optional<FreshnessValue> before = Optional.ofNullable(reserved.put(id, upTo));
    if (write() instanceof Passed<Bytes, DurableRefusal>) {
      return Reservation.DURABLE;
    }
    before.ifPresentOrElse(value -> reserved.put(id, value), () -> reserved.remove(id));
    return Reservation.FAILED;
  }

  @Override
  public synchronized void giveBack(DataId id, FreshnessValue last) {
    reserved.put(id, last);
    // If it cannot be written, the file says more than was used: that costs values only.
    var _ = write();
  }

  private Outcome<Bytes, DurableRefusal> write() {
    return AtomicFile.write(disk, file, FreshnessCodec.encode(reserved));
  }
}
