package dev.portcullis.simulator.repository;

import dev.portcullis.ota.metadata.RoleName;
import java.time.Duration;

/**
 * How long what each role signs is valid.
 *
 * @param root for root metadata
 * @param targets for targets metadata, of delegated roles too
 * @param snapshot for snapshot metadata
 * @param timestamp for timestamp metadata: how long a vehicle can be kept from what is newer
 */
public record Lifetimes(Duration root, Duration targets, Duration snapshot, Duration timestamp) {

  /** Of the Image repository: half a year for what people with offline keys sign. */
  public static final Lifetimes IMAGES =
      new Lifetimes(
          Duration.ofDays(365), Duration.ofDays(180), Duration.ofDays(14), Duration.ofDays(2));

  /** Of the Director, which signs everything but its root by itself. */
  public static final Lifetimes DIRECTOR =
      new Lifetimes(
          Duration.ofDays(365), Duration.ofDays(14), Duration.ofDays(14), Duration.ofDays(2));

  /** Of one role. */
  Duration of(RoleName role) {
    if (role.equals(RoleName.ROOT)) {
      return root;
    }
    if (role.equals(RoleName.SNAPSHOT)) {
      return snapshot;
    }
    return role.equals(RoleName.TIMESTAMP) ? timestamp : targets;
  }
}
