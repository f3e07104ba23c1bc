package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The newest beacon of each known vehicle, its signature checked. An older slot never replaces a
 * newer one of the same boot, and a boot that was left never comes back: the broker could hand out
 * a retained beacon of yesterday.
 */
public final class BeaconBook {

  private final Map<VehicleId, PublicKey> vehicles;
  private final Map<VehicleId, Sighting> newest = new HashMap<>();
  private final Set<BootId> left = new HashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition entered = lock.newCondition();

  /** A vehicle's newest beacon, as it came and as it reads. */
  public record Sighting(Bytes encoded, Beacon beacon) {}

  /** Why a beacon was not entered. */
  public enum BeaconRefusal {
    /** Not a beacon. */
    MALFORMED,
    /** Of a vehicle not in the book. */
    UNKNOWN_VEHICLE,
    /** Not signed by the vehicle's key. */
    BAD_SIGNATURE,
    /** Older than what is known. */
    OLDER
  }

  /** A book for these vehicles, each with its receipt key. */
  public BeaconBook(Map<VehicleId, PublicKey> vehicles) {
    this.vehicles = Map.copyOf(vehicles);
  }

  /** The key of a known vehicle. */
  public Optional<PublicKey> keyOf(VehicleId vehicle) {
    return Optional.ofNullable(vehicles.get(vehicle));
  }

  /** Enters a beacon. */
  public Outcome<Sighting, BeaconRefusal> enter(Bytes encoded) {
    return BeaconCodec.parse(encoded)
        .mapRefusal(_ -> BeaconRefusal.MALFORMED)
        .then(this::verify)
        .then(beacon -> enter(new Sighting(encoded, beacon)));
  }

  private Outcome<Beacon, BeaconRefusal> verify(Unverified<Beacon> unverified) {
    return keyOf(unverified.claims().vehicle())
        .map(key -> unverified.verify(key).mapRefusal(_ -> BeaconRefusal.BAD_SIGNATURE))
        .orElseGet(() -> Outcome.refused(BeaconRefusal.UNKNOWN_VEHICLE));
  }

  private Outcome<Sighting, BeaconRefusal> enter(Sighting sighting) {
    lock.lock();
    try {
      var beacon = sighting.beacon();
      var known = newest.get(beacon.vehicle());
      if (left.contains(beacon.boot()) || (known != null && isOlder(beacon, known.beacon()))) {
        return Outcome.refused(BeaconRefusal.OLDER);
      }
      if (known != null && !known.beacon().boot().equals(beacon.boot())) {
        left.add(known.beacon().boot());
      }
      newest.put(beacon.vehicle(), sighting);
      entered.signalAll();
      return Outcome.passed(sighting);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOlder(Beacon beacon, Beacon known) {
    return beacon.boot().equals(known.boot()) && beacon.slot() <= known.slot();
  }

  /** The newest beacon of {@code vehicle}, if any came. */
  public Optional<Sighting> newest(VehicleId vehicle) {
    lock.lock();
    try {
      return Optional.ofNullable(newest.get(vehicle));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the newest beacon of {@code vehicle} is as {@code wanted}. */
  public Optional<Sighting> await(VehicleId vehicle, Predicate<Beacon> wanted, Duration patience)
      throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      var found = newest(vehicle).filter(sighting -> wanted.test(sighting.beacon()));
      while (found.isEmpty() && nanos > 0) {
        nanos = entered.awaitNanos(nanos);
        found = newest(vehicle).filter(sighting -> wanted.test(sighting.beacon()));
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
