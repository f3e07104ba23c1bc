package dev.portcullis.simulator.ecu;

/**
 * What the body controller knows of the car. The constants are named as the values in {@code
 * demo.dbc}.
 *
 * @param climateTarget degrees Celsius, 16 to 28; zero while the climate is off
 */
public record BodyState(
    DoorLock doorLock,
    Opening doors,
    Opening hood,
    Opening trunk,
    HornLights hornLights,
    Climate climate,
    int climateTarget,
    DriverSeat driverSeat,
    Gear gear,
    KeyCard keyCard) {

  /** Locked, shut, parked and empty. */
  public static final BodyState PARKED =
      new BodyState(
          DoorLock.LOCKED,
          Opening.SHUT,
          Opening.SHUT,
          Opening.SHUT,
          HornLights.IDLE,
          Climate.OFF,
          0,
          DriverSeat.EMPTY,
          Gear.PARK,
          KeyCard.ABSENT);

  /** The central locking. */
  public enum DoorLock {
    /** Every door can be opened. */
    UNLOCKED,
    /** No door can be opened from outside. */
    LOCKED
  }

  /** Doors, hood or trunk. */
  public enum Opening {
    /** At least one of them is open. */
    OPEN,
    /** All of them are shut. */
    SHUT
  }

  /** Horn and lights, which only ever go together here. */
  public enum HornLights {
    /** Quiet and dark. */
    IDLE,
    /** Loud and bright. */
    ACTIVE
  }

  /** Heating or cooling of the parked car. */
  public enum Climate {
    /** It does nothing. */
    OFF,
    /** It heats or cools to its target. */
    ON
  }

  /** The driver's seat. */
  public enum DriverSeat {
    /** Nobody sits there. */
    EMPTY,
    /** Somebody sits there. */
    OCCUPIED
  }

  /** The gear lever. */
  public enum Gear {
    /** Any gear in which the car can roll. */
    OTHER,
    /** The car is held. */
    PARK
  }

  /** The reader in the centre console. */
  public enum KeyCard {
    /** Nothing lies there. */
    ABSENT,
    /** The car's own card lies there: somebody in the car put it there. */
    PRESENT
  }

  /** This state with another lock. */
  public BodyState with(DoorLock changed) {
    return new BodyState(
        changed, doors, hood, trunk, hornLights, climate, climateTarget, driverSeat, gear, keyCard);
  }

  /** This state with horn and lights changed. */
  public BodyState with(HornLights changed) {
    return new BodyState(
        doorLock, doors, hood, trunk, changed, climate, climateTarget, driverSeat, gear, keyCard);
  }

  /** This state with another occupation of the driver's seat. */
  public BodyState with(DriverSeat changed) {
    return new BodyState(
        doorLock, doors, hood, trunk, hornLights, climate, climateTarget, changed, gear, keyCard);
  }

  /** This state with another gear. */
  public BodyState with(Gear changed) {
    return new BodyState(
        doorLock,
        doors,
        hood,
        trunk,
        hornLights,
        climate,
        climateTarget,
        driverSeat,
        changed,
        keyCard);
  }

  /** This state with the card put onto the reader, or taken away. */
  public BodyState with(KeyCard changed) {
    return new BodyState(
        doorLock,
        doors,
        hood,
        trunk,
        hornLights,
        climate,
        climateTarget,
        driverSeat,
        gear,
        changed);
  }

  /** This state with the doors changed. */
  public BodyState withDoors(Opening changed) {
    return new BodyState(
        doorLock,
        changed,
        hood,
        trunk,
        hornLights,
        climate,
        climateTarget,
        driverSeat,
        gear,
        keyCard);
  }

  /** This state with the hood changed. */
  public BodyState withHood(Opening changed) {
    return new BodyState(
        doorLock,
        doors,
        changed,
        trunk,
        hornLights,
        climate,
        climateTarget,
        driverSeat,
        gear,
        keyCard);
  }

  /** This state with the trunk changed. */
  public BodyState withTrunk(Opening changed) {
    return new BodyState(
        doorLock,
        doors,
        hood,
        changed,
        hornLights,
        climate,
        climateTarget,
        driverSeat,
        gear,
        keyCard);
  }

  /** This state with the climate on, at {@code target} degrees Celsius. */
  public BodyState withClimateOn(int target) {
    return new BodyState(
        doorLock, doors, hood, trunk, hornLights, Climate.ON, target, driverSeat, gear, keyCard);
  }

  /** This state with the climate off. */
  public BodyState withClimateOff() {
    return new BodyState(
        doorLock, doors, hood, trunk, hornLights, Climate.OFF, 0, driverSeat, gear, keyCard);
  }
}
