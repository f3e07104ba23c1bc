package dev.portcullis.agent.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever enrols, is granted, revoked, handed over, restarted and cut off in whatever order: a
 * revoked key never commands the car, nothing that was answered as done is undone, nothing that
 * rises falls, and there always is an owner with a key or a way to one.
 */
final class OwnershipPropertyTest {

  private static final int STEPS = 45;
  private static final int SERIES = 12;
  private static final int LONGEST_CUT = 30;

  @ParameterizedTest
  @ValueSource(longs = {1, 1000, 2000, 3000})
  void holdsWhateverHappens(long first) {
    for (long seed = first; seed < first + SERIES; seed++) {
      series(seed);
    }
  }

  private static void series(long seed) {
    var random = new Random(seed);
    int step = 0;
    String action = "start";
    try (var world = GateWorld.running()) {
      var town = new Town(world, random);
      for (step = 1; step <= STEPS; step++) {
        int kind = random.nextInt(11);
        action = kind + "";
        switch (kind) {
          case 0, 1 -> interrupted(world, town, Town::enrol);
          case 2 -> interrupted(world, town, Town::grant);
          case 3 -> interrupted(world, town, Town::ownersRevoke);
          case 4 -> interrupted(world, town, Town::manufacturerRevokes);
          case 5 -> interrupted(world, town, Town::changePolicy);
          case 6 -> interrupted(world, town, Town::handOver);
          case 7 -> world.restart();
          case 8 -> world.killAndRestart();
          default -> town.somebodyCommands();
        }
        if (kind == 7 || kind == 8) {
          world.knowTheTime();
        }
        world.lookedAround();
        town.keepsEveryPromise();
        town.noRevokedKeyCommands();
        town.everyGoodKeyCommands();
      }
      town.thereIsAWayBack();
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError(
          "seed " + seed + ", step " + step + ", action " + action + ": " + failed.getMessage(),
          failed);
    }
  }

  /** Most of the time it is not. */
  private static void interrupted(GateWorld world, Town town, Consumer<Town> action) {
    if (town.random().nextInt(4) > 0) {
      action.accept(town);
      return;
    }
    world.disk.stopIn(town.random().nextInt(LONGEST_CUT));
    try {
      action.accept(town);
    } catch (PowerCut onThisThread) {
      // While the next process was starting.
    } catch (AssertionError cut) {
      assertFalse(world.heard.faults.isEmpty(), () -> "no power cut: " + cut);
    }
    world.heard.faults.forEach(fault -> assertInstanceOf(PowerCut.class, fault));
    world.cutThePowerAndRestart(Choices.of(town.random()));
    world.knowTheTime();
  }
}
