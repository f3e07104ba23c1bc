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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A store in one file, replaced as a whole with each reservation. What is reserved ahead is written
 * by a thread of its own. Safe for concurrent use; one store a file.
 */
final class DurableFreshness implements FreshnessStore {

  private static final String ANEW =
      "give this unit and the controllers new SecOC keys: docs/secoc.md, \"A unit that begins\"";

  private final FileSystem disk;
  private final Path file;
  private final Executor ahead;
  private final Map<DataId, FreshnessValue> durable;
  private final Set<DataId> givenBack = ConcurrentHashMap.newKeySet();
  private final Object writing = new Object();

  private DurableFreshness(
      FileSystem disk, Path file, Executor ahead, Map<DataId, FreshnessValue> durable) {
    this.disk = disk;
    this.file = file;
    this.ahead = ahead;
    this.durable = new ConcurrentHashMap<>(durable);
  }

  /**
   * Opens what was begun. A file that is missing or damaged is a fault: whoever went on without
   * what it said would use values a second time.
   *
   * @param ahead runs one task after the other
   */
  static Outcome<DurableFreshness, SecOcFault> open(FileSystem disk, Path file, Executor ahead) {
    return switch (AtomicFile.read(disk, file, FreshnessCodec.MAX_BYTES)) {
      case Refused<Bytes, DurableRefusal>(var why) -> Outcome.refused(unreadable(file, why));
      case Passed<Bytes, DurableRefusal>(var bytes) ->
          FreshnessCodec.decode(bytes)
              .<Outcome<DurableFreshness, SecOcFault>>map(
                  values -> Outcome.passed(new DurableFreshness(disk, file, ahead, values)))
              .orElseGet(() ->
                  Outcome.refused(
                      new SecOcFault(
                          file.toString(), "is damaged: its digest does not fit", ANEW)));
    };
  }

  private static SecOcFault unreadable(Path file, DurableRefusal why) {
    return why == DurableRefusal.NOT_FOUND
        ? new SecOcFault(
            file.toString(),
            "is lost: how far freshness was used with these keys is not known",
            ANEW)
        : SecOcFault.of(file, why);
  }

  /** Begins at nothing, for keys that were never used. */
  static Outcome<Bytes, SecOcFault> begin(FileSystem disk, Path file) {
    return AtomicFile.write(disk, file, FreshnessCodec.encode(Map.of()))
        .mapRefusal(why -> SecOcFault.of(file, why));
  }

  @Override
  public FreshnessValue reservedUpTo(DataId id) {
    return durable.getOrDefault(id, FreshnessValue.NONE_YET);
  }

  @Override
  public Reservation reserve(DataId id, FreshnessValue upTo) {
    synchronized (writing) {
      // Whoever waits for a value uses it: what was given back was of somebody before him.
      givenBack.remove(id);
      // What was reserved ahead meanwhile may reach further.
      if (reservedUpTo(id).compareTo(upTo) >= 0) {
        return Reservation.DURABLE;
      }
      var next = new HashMap<>(durable);
      next.put(id, upTo);
      if (write(next) instanceof Refused<Bytes, DurableRefusal>) {
        return Reservation.FAILED;
      }
      durable.put(id, upTo);
      return Reservation.DURABLE;
    }
  }

  @Override
  public void reserveAhead(DataId id, FreshnessValue upTo) {
    ahead.execute(() -> {
      synchronized (writing) {
        if (!givenBack.contains(id)) {
          // If it fails it is asked for again, and waited for.
          var _ = reserve(id, upTo);
        }
      }
    });
  }

  @Override
  public void giveBack(DataId id, FreshnessValue last) {
    synchronized (writing) {
      givenBack.add(id);
      durable.put(id, last);
      // If it cannot be written, the file says more than was used: that costs values only.
      var _ = write(durable);
    }
  }

  private Outcome<Bytes, DurableRefusal> write(Map<DataId, FreshnessValue> values) {
    return AtomicFile.write(disk, file, FreshnessCodec.encode(values));
  }
}
