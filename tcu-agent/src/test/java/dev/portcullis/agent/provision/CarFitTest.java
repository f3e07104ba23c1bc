package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.dbc.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CarFitTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");

  @Test
  void theDemoCarFits() {
    assertEquals(Optional.empty(), misfit("", ""));
  }

  @Test
  void findsAnActionThatIsNoCommand() {
    var found = misfit("[actions.lock]", "[actions.lok]").orElseThrow();
    assertEquals("actions.lok", found.where());
    assertTrue(found.reason().contains("lock, unlock"), found.reason());
  }

  @Test
  void findsAParameterOfAnotherName() {
    var found =
        misfit("actions.start.parameters.run-time", "actions.start.parameters.minutes")
            .orElseThrow();
    assertEquals("actions.start.parameters", found.where());
    assertEquals("are [minutes], must be [run-time]", found.reason());
  }

  @Test
  void findsAnActionThatTheAllowListDoesNotPermit() {
    var found =
        misfit("\"02" + "00".repeat(19) + "\"", "\"07" + "00".repeat(19) + "\"").orElseThrow();
    assertEquals("actions.unlock", found.where());
  }

  @Test
  void findsMoreThanAReceiptHolds() {
    var more = new StringBuilder("[observed]\n");
    for (int i = 0; i < 7; i++) {
      more.append("again-").append(i).append(" = \"SPEED.Speed\"\n");
    }
    var found = misfit("[observed]\n", more.toString()).orElseThrow();
    assertEquals("observed", found.where());
    assertEquals("has 17 names, a receipt holds 16", found.reason());
  }

  @Test
  void findsANameThatAReceiptCannotHold() {
    var found = misfit("\ngear = ", "\n" + "g".repeat(49) + " = ").orElseThrow();
    assertEquals("has 49 characters, must have 1 to 48", found.reason());
  }

  private static Optional<CarFit.Misfit> misfit(String find, String replace) {
    var commands = read("commands.toml");
    assertTrue(commands.contains(find), find);
    int at = commands.indexOf(find);
    var changed = commands.substring(0, at) + replace + commands.substring(at + find.length());
    var database = Database.parse(read("demo.dbc")).orFault();
    return CarFit.misfit(CommandMap.parse("commands.toml", changed, database).orFault());
  }

  private static String read(String name) {
    try {
      return Files.readString(CAR.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
