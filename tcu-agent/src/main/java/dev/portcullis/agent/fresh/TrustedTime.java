package dev.portcullis.agent.fresh;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.Unverified;
import dev.portcullis.crypto.message.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The wall-clock time as far as it was proven: by statements of a threshold of time keys over a
 * nonce of this boot. Between statements it runs on the boot clock. It is never below the floor,
 * which was durable before; a back-end's own word about the time does not get here.
 *
 * <p>A statement can be held back for as long as its beacon lives, and the time then lags by that
 * much: a beacon's lifetime is the error of this clock. It is never ahead.
 */
public final class TrustedTime {

  private final BootClock clock;
  private final Beacons beacons;
  private final VehicleId vehicle;
  private volatile Authorities authorities;
  private final TreeMap<Long, Map<Digest, Instant>> stated = new TreeMap<>();
  private volatile Anchor anchor;

  /** The time keys by thumbprint, and how many of them must agree. */
  public record Authorities(Map<Digest, PublicKey> keys, int threshold) {
    public Authorities {
      keys = Map.copyOf(keys);
      if (threshold < 1 || threshold > keys.size()) {
        throw new IllegalArgumentException(threshold + " of " + keys.size() + " time keys");
      }
    }

    /** These keys, {@code threshold} of which must agree. */
    public static Authorities of(List<PublicKey> keys, int threshold) {
      Map<Digest, PublicKey> byThumbprint = new HashMap<>();
      for (PublicKey key : keys) {
        byThumbprint.put(key.thumbprint(), key);
      }
      return new Authorities(byThumbprint, threshold);
    }
  }

  private record Anchor(Instant instant, long at, Quality quality) {}

  private enum Quality {
    FLOOR,
    TRUSTED
  }

  /** Why a statement about the time was not taken. */
  public enum Refusal {
    WRONG_VEHICLE,
    UNKNOWN_KEY,
    NOT_OUR_NONCE,
    BAD_SIGNATURE,
    BELOW_THE_FLOOR
  }

  /** What a statement that was taken changed. */
  public sealed interface Step {
    /** Other keys must still state the same. */
    record Waiting(int missing) implements Step {}

    /** The time is known; {@code floor} is to be made durable. */
    record Known(Instant floor) implements Step {}
  }

  /** Starts at the persisted {@code floor}, without trust. */
  public TrustedTime(
      BootClock clock, Beacons beacons, VehicleId vehicle, Authorities authorities, Instant floor) {
    this.clock = clock;
    this.beacons = beacons;
    this.vehicle = vehicle;
    this.authorities = authorities;
    this.anchor = new Anchor(floor, clock.nanos(), Quality.FLOOR);
  }

  /**
   * From now on other keys state the time. What the former ones stated stays known; what they
   * stated without agreement yet is forgotten. Only the gate's thread calls this.
   */
  public void rely(Authorities others) {
    if (!others.equals(authorities)) {
      stated.clear();
      authorities = others;
    }
  }

  /** The time of now. May be called from any thread. */
  public TimeReading now() {
    var known = anchor;
    return switch (known.quality()) {
      case FLOOR -> new TimeReading.Floor(known.instant());
      case TRUSTED ->
          new TimeReading.Trusted(known.instant().plusNanos(clock.nanos() - known.at()));
    };
  }

  /** Why {@code statement} is a stranger's, by look-ups alone. May be called from any thread. */
  public Optional<Refusal> lookUp(Unverified<TimeStatement> statement) {
    if (!statement.claims().vehicle().equals(vehicle)) {
      return Optional.of(Refusal.WRONG_VEHICLE);
    }
    return authorities.keys().containsKey(statement.keyId())
        ? Optional.empty()
        : Optional.of(Refusal.UNKNOWN_KEY);
  }

  /** Takes one key's statement. Only the gate's thread calls this. */
  public Outcome<Step, Refusal> accept(Unverified<TimeStatement> statement) {
    var stranger = lookUp(statement);
    var key = authorities.keys().get(statement.keyId());
    if (stranger.isPresent() || key == null) {
      return Outcome.refused(stranger.orElse(Refusal.UNKNOWN_KEY));
    }
    var answered = answeredSlot(statement.claims());
    if (answered.isEmpty()) {
      return Outcome.refused(Refusal.NOT_OUR_NONCE);
    }
    long slot = answered.getAsLong();
    return switch (statement.verify(key)) {
      case Outcome.Refused<TimeStatement, ?> _ -> Outcome.refused(Refusal.BAD_SIGNATURE);
      case Outcome.Passed<TimeStatement, ?>(var proven) ->
          count(slot, statement.keyId(), proven.time());
    };
  }

  private Outcome<Step, Refusal> count(long slot, Digest keyId, Instant time) {
    stated.headMap(beacons.slot() - beacons.slotsAlive()).clear();
    var ofSlot = stated.computeIfAbsent(slot, _ -> new HashMap<>());
    ofSlot.put(keyId, time);
    var agreed = agreed(ofSlot.values());
    if (agreed.isEmpty()) {
      return Outcome.passed(new Step.Waiting(Math.max(1, authorities.threshold() - ofSlot.size())));
    }
    stated.remove(slot);
    var before = now().instant();
    if (agreed.get().isBefore(anchor.instant().minus(beacons.lifetime()))) {
      return Outcome.refused(Refusal.BELOW_THE_FLOOR);
    }
    var next = agreed.get().isBefore(before) ? before : agreed.get();
    anchor = new Anchor(next, clock.nanos(), Quality.TRUSTED);
    return Outcome.passed(new Step.Known(next));
  }

  /**
   * The earliest of a threshold of statements that say the same. Over one nonce they can differ by
   * its lifetime and no more: fewer keys than the threshold can move the time neither on nor back.
   */
  private Optional<Instant> agreed(Collection<Instant> times) {
    var sorted = times.stream().sorted(Comparator.reverseOrder()).toList();
    for (int i = 0; i + authorities.threshold() <= sorted.size(); i++) {
      var earliest = sorted.get(i + authorities.threshold() - 1);
      if (!earliest.plus(beacons.lifetime()).isBefore(sorted.get(i))) {
        return Optional.of(earliest);
      }
    }
    return Optional.empty();
  }

  private OptionalLong answeredSlot(TimeStatement claim) {
    long current = beacons.slot();
    long oldest = Math.max(1, current - beacons.slotsAlive());
    for (long slot = current; slot >= oldest; slot--) {
      if (beacons.judge(claim.boot(), slot, claim.nonce(), Duration.ofDays(1))
          == Beacons.Verdict.FRESH) {
        return OptionalLong.of(slot);
      }
    }
    return OptionalLong.empty();
  }
}
