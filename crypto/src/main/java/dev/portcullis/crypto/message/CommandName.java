package dev.portcullis.crypto.message;

import java.util.Optional;

/** What a command asks for. */
public enum CommandName {
  /** Lock all doors. */
  LOCK("lock"),
  /** Unlock all doors. */
  UNLOCK("unlock"),
  /** Open the trunk. */
  TRUNK("trunk"),
  /** Start the engine without anybody at the wheel. */
  START("start"),
  /** Stop an engine that was started remotely. */
  STOP("stop"),
  /** Sound the horn and flash the lights. */
  HORN_LIGHTS("horn-lights"),
  /** Switch the climate control on. */
  CLIMATE_ON("climate-on"),
  /** Switch the climate control off. */
  CLIMATE_OFF("climate-off");

  private final String wire;

  CommandName(String wire) {
    this.wire = wire;
  }

  /** How it is spelt in a message. */
  public String wire() {
    return wire;
  }

  /** The constant that is spelt {@code wire}. */
  public static Optional<CommandName> ofWire(String wire) {
    for (CommandName candidate : values()) {
      if (candidate.wire.equals(wire)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
