package dev.portcullis.ota.manifest;

import dev.portcullis.ota.verify.Attack;

/**
 * What an attack is called in a manifest: the same as its {@link Attack#code}, once and for all.
 */
public enum AttackName {
  /** Something older than what was trusted. */
  ROLLBACK,
  /** Something that has expired. */
  FREEZE,
  /** Parts that were never published together. */
  MIX_AND_MATCH,
  /** Something that too few signed, or that is not what was described. */
  ARBITRARY_SOFTWARE,
  /** Those who must agree do not. */
  KEY_COMPROMISE,
  /** An image for another model. */
  WRONG_HARDWARE,
  /** Directions for another vehicle. */
  WRONG_VEHICLE,
  /** More bytes than there can be. */
  ENDLESS_DATA,
  /** Bytes that came too slowly. */
  SLOW_RETRIEVAL,
  /** Bytes that are no metadata. */
  MALFORMED;

  /** What {@code attack} is called. */
  public static AttackName of(Attack attack) {
    return switch (attack) {
      case Attack.Rollback _ -> ROLLBACK;
      case Attack.Freeze _ -> FREEZE;
      case Attack.MixAndMatch _ -> MIX_AND_MATCH;
      case Attack.ArbitrarySoftware _ -> ARBITRARY_SOFTWARE;
      case Attack.KeyCompromise _ -> KEY_COMPROMISE;
      case Attack.WrongHardware _ -> WRONG_HARDWARE;
      case Attack.WrongVehicle _ -> WRONG_VEHICLE;
      case Attack.EndlessData _ -> ENDLESS_DATA;
      case Attack.SlowRetrieval _ -> SLOW_RETRIEVAL;
      case Attack.MalformedMetadata _ -> MALFORMED;
    };
  }
}
