package dev.portcullis.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.simulator.attack.Attackers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class AttackCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int attack(String... arguments) {
    var command =
        new CommandLine(
            new AttackCommand(
                new Surroundings(InstantSource.system(), System::nanoTime, new SecureRandom())));
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void listsEveryAttackWithWhatMustStopIt() {
    assertEquals(0, attack("--list"));
    assertEquals(Attackers.all().size(), out.toString().lines().count());
    assertTrue(
        out.toString().lines().anyMatch(line -> line.matches(" held-back .* BEACON_EXPIRED")),
        out::toString);
    out.toString().lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  @Test
  void tellsAStoryWithoutStartingAnything() {
    assertEquals(0, attack("key-in-header", "--explain"));
    assertTrue(out.toString().contains("at the stage attest: KEY_IN_HEADER"), out::toString);
    assertTrue(out.toString().contains("./portcullis explain KEY_IN_HEADER"), out::toString);
  }

  @Test
  void saysWhereTheNamesAreWhereThereIsNoneOfThatName() {
    assertEquals(2, attack("no-such-attack"));
    assertTrue(err.toString().contains("--list"), err::toString);
  }
}
