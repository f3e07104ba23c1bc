package dev.portcullis.simulator.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.watch.Finding;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.watch.WatchTrial.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small part of what {@code sim watch} measures; the whole is in docs/bus-watch.md. */
final class WatchTrialTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");

  private static final List<WatchTrial> TRIAL = new ArrayList<>();

  @BeforeAll
  static void learn() throws IOException {
    TRIAL.add(new WatchTrial(CAR, Drive.DAY, 1, Duration.ofMinutes(20)));
  }

  @Test
  void findsEachClassOfAttackThatDoesNotHideBehindTheSender() throws IOException {
    for (AttackClass what : AttackClass.values()) {
      if (what != AttackClass.MASQUERADE) {
        Attempt attempt = TRIAL.getFirst().attack(what, 5);
        assertTrue(attempt.first().isPresent(), attempt.order());
        assertEquals(0, attempt.before(), attempt.order());
      }
    }
  }

  @Test
  void findsAMasqueradeThatSaysWhatNoSenderWould() throws IOException {
    int found = 0;
    for (long seed = 14; seed < 20; seed++) {
      found += TRIAL.getFirst().attack(AttackClass.MASQUERADE, seed).first().isPresent() ? 1 : 0;
    }
    assertTrue(found >= 3, found + " of 6");
  }

  @Test
  void findsNothingInFiveMinutesOfAnotherTown() throws IOException {
    List<Finding> findings = new ArrayList<>();
    var report = TRIAL.getFirst().clean(Drive.CITY, 5_000, Duration.ofMinutes(5), findings::add);
    assertEquals(List.of(), findings);
    assertTrue(report.frames() > 700_000);
  }

  @Test
  void theSameSeedIsTheSameAttempt() throws IOException {
    assertEquals(
        TRIAL.getFirst().attack(AttackClass.REPLAY, 7),
        TRIAL.getFirst().attack(AttackClass.REPLAY, 7));
  }
}
