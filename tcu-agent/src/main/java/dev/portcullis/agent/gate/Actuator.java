package dev.portcullis.agent.gate;

import dev.portcullis.crypto.message.CommandName;

/**
 * What a command moves. Of two commands for the same one the later writer wins: an unlock signed
 * over an older beacon must not undo a lock signed over a newer one.
 */
enum Actuator {
  DOORS,
  TRUNK,
  ENGINE,
  HORN_AND_LIGHTS,
  CLIMATE;

  static Actuator of(CommandName name) {
    return switch (name) {
      case LOCK, UNLOCK -> DOORS;
      case TRUNK -> TRUNK;
      case START, STOP -> ENGINE;
      case HORN_LIGHTS -> HORN_AND_LIGHTS;
      case CLIMATE_ON, CLIMATE_OFF -> CLIMATE;
    };
  }
}
