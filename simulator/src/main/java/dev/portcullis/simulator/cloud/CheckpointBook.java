package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checkpoints of each known vehicle: the newest as it came, to be sent back, and the digest of
 * every count. A vehicle that comes with a count it used before, and another payload, runs on an
 * old image of its disk.
 */
public final class CheckpointBook {

  /** A vehicle makes a few a day at the most. */
  private static final int MOST_REMEMBERED = 4096;

  private final BeaconBook vehicles;
  private final Map<VehicleId, Trail> trails = new HashMap<>();

  private static final class Trail {
    private final TreeMap<Long, Digest> digests = new TreeMap<>();
    private Optional<Bytes> newest = Optional.empty();
  }

  /** What a checkpoint says. */
  public enum Entry {
    /** The newest so far. */
    NEWEST,
    /** It was known. */
    KNOWN,
    /** Another was signed under the same count: the vehicle was set back. */
    SET_BACK,
    /** Not a checkpoint of a vehicle in the book. */
    NOBODYS
  }

  CheckpointBook(BeaconBook vehicles) {
    this.vehicles = vehicles;
  }

  /** Enters what came on a checkpoint topic. */
  public synchronized Entry enter(Bytes encoded) {
    if (!(CheckpointCodec.parse(encoded)
            instanceof Outcome.Passed<Unverified<Checkpoint>, ?>(var unverified))
        || !isSigned(unverified)) {
      return Entry.NOBODYS;
    }
    var checkpoint = unverified.claims();
    var trail = trails.computeIfAbsent(checkpoint.vehicle(), _ -> new Trail());
    var before = Optional.ofNullable(trail.digests.get(checkpoint.count()));
    if (before.isPresent()) {
      return before.get().equals(unverified.digest()) ? Entry.KNOWN : Entry.SET_BACK;
    }
    boolean newest = trail.digests.isEmpty() || checkpoint.count() > trail.digests.lastKey();
    trail.digests.put(checkpoint.count(), unverified.digest());
    if (trail.digests.size() > MOST_REMEMBERED) {
      trail.digests.pollFirstEntry();
    }
    if (newest) {
      trail.newest = Optional.of(encoded);
    }
    return newest ? Entry.NEWEST : Entry.KNOWN;
  }

  private boolean isSigned(Unverified<Checkpoint> checkpoint) {
    return vehicles
        .keyOf(checkpoint.claims().vehicle())
        .filter(key -> checkpoint.verify(key) instanceof Outcome.Passed<?, ?>)
        .isPresent();
  }

  /** The checkpoint of the highest count, as it came. */
  public synchronized Optional<Bytes> newest(VehicleId vehicle) {
    return Optional.ofNullable(trails.get(vehicle)).flatMap(trail -> trail.newest);
  }
}
