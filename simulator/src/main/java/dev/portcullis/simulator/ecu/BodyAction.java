package dev.portcullis.simulator.ecu;

import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.ecu.BodyState.HornLights;
import dev.portcullis.simulator.ecu.BodyState.Opening;

/** What the body controller can be told to do, named as in {@code demo.dbc}. */
enum BodyAction {
  LOCK,
  UNLOCK,
  TRUNK_OPEN,
  HORN_LIGHTS,
  CLIMATE_ON,
  CLIMATE_OFF;

  private static final long COLDEST = 16;
  private static final long WARMEST = 28;

  /** Whether {@code temperature} is one that may come with this action. */
  boolean allows(long temperature) {
    return switch (this) {
      case CLIMATE_ON -> temperature >= COLDEST && temperature <= WARMEST;
      case LOCK, UNLOCK, TRUNK_OPEN, HORN_LIGHTS, CLIMATE_OFF -> temperature == 0;
    };
  }

  /** What {@code state} becomes. */
  BodyState appliedTo(BodyState state, int temperature) {
    return switch (this) {
      case LOCK -> state.with(DoorLock.LOCKED);
      case UNLOCK -> state.with(DoorLock.UNLOCKED);
      case TRUNK_OPEN -> state.withTrunk(Opening.OPEN);
      case HORN_LIGHTS -> state.with(HornLights.ACTIVE);
      case CLIMATE_ON -> state.withClimateOn(temperature);
      case CLIMATE_OFF -> state.withClimateOff();
    };
  }

  /** What a controller says that reports the opposite of what it was told. */
  BodyState contradictedIn(BodyState state) {
    return switch (this) {
      case LOCK -> state.with(DoorLock.UNLOCKED);
      case UNLOCK -> state.with(DoorLock.LOCKED);
      case TRUNK_OPEN -> state.withTrunk(Opening.SHUT);
      case HORN_LIGHTS -> state.with(HornLights.IDLE);
      case CLIMATE_ON -> state.withClimateOff();
      case CLIMATE_OFF -> state.withClimateOn((int) COLDEST);
    };
  }
}
