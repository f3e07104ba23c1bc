package dev.portcullis.simulator.motion;

/** What kind of journey a car is on. */
public enum Drive {
  /** Locked and empty; now and then somebody fetches something. */
  PARKED,
  /** The engine runs and the car stands. */
  IDLING,
  /** Stop and go, corners, up to 50 km/h. */
  CITY,
  /** 80 to 135 km/h, long curves, lanes changed. */
  MOTORWAY,
  /** A day: parked, entered, city, motorway, city, left, again and again. */
  DAY
}
