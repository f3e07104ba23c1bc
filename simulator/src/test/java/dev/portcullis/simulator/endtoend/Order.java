package dev.portcullis.simulator.endtoend;

import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.phone.Wish;
import java.time.Duration;
import java.util.Map;

/**
 * A command as it must look on the bus.
 *
 * @param message what the telematics unit sends
 * @param signals what it says in it, beyond counter and checksum
 * @param status where the controller says that it is done
 * @param signal which signal says so
 * @param value with which name of its values
 */
record Order(
    Wish wish,
    String message,
    Map<String, Long> signals,
    String status,
    String signal,
    String value) {

  // As long as the demo's policy allows: a restarted agent must find it still waiting.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  static Order unlock() {
    return body(CommandName.UNLOCK, 2, "DoorLock", "UNLOCKED");
  }

  static Order lock() {
    return body(CommandName.LOCK, 1, "DoorLock", "LOCKED");
  }

  static Order hornLights() {
    return body(CommandName.HORN_LIGHTS, 4, "HornLights", "ACTIVE");
  }

  static Order climateOn(int celsius) {
    return new Order(
        new Wish(CommandName.CLIMATE_ON, new Arguments.Temperature(celsius), LIFETIME),
        "BODY_COMMAND",
        Map.of("Action", 5L, "Temperature", (long) celsius),
        "BODY_STATUS",
        "Climate",
        "ON");
  }

  static Order start(int seconds) {
    return new Order(
        new Wish(CommandName.START, new Arguments.RunTime(Duration.ofSeconds(seconds)), LIFETIME),
        "ENGINE_COMMAND",
        Map.of("Action", 1L, "RunTime", (long) seconds),
        "ENGINE_STATUS",
        "Engine",
        "REMOTE");
  }

  static Order stop() {
    return new Order(
        new Wish(CommandName.STOP, new Arguments.None(), LIFETIME),
        "ENGINE_COMMAND",
        Map.of("Action", 2L, "RunTime", 0L),
        "ENGINE_STATUS",
        "Engine",
        "OFF");
  }

  private static Order body(CommandName name, long action, String signal, String value) {
    return new Order(
        new Wish(name, new Arguments.None(), LIFETIME),
        "BODY_COMMAND",
        Map.of("Action", action, "Temperature", 0L),
        "BODY_STATUS",
        signal,
        value);
  }
}
