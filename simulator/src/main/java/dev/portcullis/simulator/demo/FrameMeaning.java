package dev.portcullis.simulator.demo;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a frame of the agent's tells the demo car to do, by the car's own DBC. */
final class FrameMeaning {

  private static final String ACTION = "Action";
  private static final Map<String, CommandName> BODY =
      Map.of(
          "LOCK", CommandName.LOCK,
          "UNLOCK", CommandName.UNLOCK,
          "TRUNK_OPEN", CommandName.TRUNK,
          "HORN_LIGHTS", CommandName.HORN_LIGHTS,
          "CLIMATE_ON", CommandName.CLIMATE_ON,
          "CLIMATE_OFF", CommandName.CLIMATE_OFF);
  private static final Map<String, CommandName> ENGINE =
      Map.of("START", CommandName.START, "STOP", CommandName.STOP);

  private final Message body;
  private final Message engine;

  private FrameMeaning(Message body, Message engine) {
    this.body = body;
    this.engine = engine;
  }

  /** Reads the messages of the car. */
  static FrameMeaning of(Path dbc) throws IOException {
    var database = Database.parse(Bytes.of(Files.readAllBytes(dbc))).orFault();
    return new FrameMeaning(
        database.message("BODY_COMMAND").orFault(), database.message("ENGINE_COMMAND").orFault());
  }

  /** The command that {@code frame} carries out; empty for any other frame. */
  Optional<CommandName> of(CanFrame frame) {
    if (body.matches(frame)) {
      return action(body, frame, BODY);
    }
    return engine.matches(frame) ? action(engine, frame, ENGINE) : Optional.empty();
  }

  private static Optional<CommandName> action(
      Message message, CanFrame frame, Map<String, CommandName> names) {
    return message
        .signal(ACTION)
        .flatMap(signal -> signal.valueName(signal.raw(frame.payload())))
        .map(names::get);
  }
}
