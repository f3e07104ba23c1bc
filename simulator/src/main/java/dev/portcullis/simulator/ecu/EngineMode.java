package dev.portcullis.simulator.ecu;

/** Whether the engine runs, and at whose will; named as in {@code demo.dbc}. */
public enum EngineMode {
  /** It stands. */
  OFF,
  /** It was started remotely and stops itself. */
  REMOTE,
  /** A driver started it or took it over. */
  DRIVER
}
