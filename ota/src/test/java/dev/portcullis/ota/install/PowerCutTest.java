package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.ForceIgnoringFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.TrialEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever the power goes, and whatever of the unforced it takes along: the unit starts a version
 * that is whole, the one before or the one after, no floor is lower than it was, and the update can
 * be completed.
 */
final class PowerCutTest {

  private static final Path ROOT = Path.of("/");
  private static final long SEED = 53;
  private static final int DISKS = 6;
  private static final int FEW = 2;

  /** Lets the power go at every operation of the scenario. */
  private record Cuts(PowerCutScenario scenario, UnaryOperator<FileSystem> program, int disks) {

    int play() {
      int cut = 0;
      while (isCut(cut)) {
        cut++;
      }
      return cut;
    }

    private boolean isCut(int operations) {
      var disk = prepared();
      disk.stopIn(operations);
      boolean isCut = dies(() -> scenario.work(bench(disk)));
      Choices.explore(
          disks,
          SEED,
          choices -> {
            var left = disk.afterCrash(choices);
            mustBeUndamaged(left);
            mustBeSound(left);
          });
      return isCut;
    }

    /** The process is killed, another one does the same work, and then the power goes. */
    void playWithKills() {
      for (int at = 0; at < operationsOfWork(); at++) {
        var disk = prepared();
        disk.stopIn(at);
        assertTrue(dies(() -> scenario.work(bench(disk))));
        disk.kill();
        scenario.work(bench(disk));
        mustBeUndamaged(disk.afterCrash(Choices.first()));
        mustBeSound(disk.afterCrash(Choices.first()));
      }
    }

    private int operationsOfWork() {
      var disk = prepared();
      int before = disk.operations();
      scenario.work(bench(disk));
      return disk.operations() - before;
    }

    /** Each operation fails once, and the power goes when the work is done. */
    void playWithFaults(DurableRefusal fault) {
      for (int at = 0; at < operationsOfWork(); at++) {
        var disk = prepared();
        disk.faultIn(at, fault);
        try {
          scenario.work(bench(disk));
        } catch (IllegalStateException refused) {
          // The bench takes a refusal of what it needs for itself for a fault.
          assertTrue(String.valueOf(refused.getMessage()).contains("DiskFailed"));
        }
        disk.kill();
        mustBeSound(disk.afterCrash(Choices.first()));
        mustBeSound(disk);
      }
    }

    private CrashingFileSystem prepared() {
      var disk = CrashingFileSystem.empty();
      var bench = UnitBench.in(disk, ROOT).provisioned();
      scenario.prepare(bench);
      var _ = bench.campaign("c" + scenario.campaign().replace('.', '-'), scenario.campaign());
      return disk;
    }

    private UnitBench bench(FileSystem disk) {
      return UnitBench.in(program.apply(disk), ROOT);
    }

    /** No power cut damages what may be started, nor what a slot names. */
    private void mustBeUndamaged(CrashingFileSystem disk) {
      var started = new ModelLauncher(disk.afterCrash(Choices.first()), ROOT).launch().orFault();
      assertTrue(
          started.fallback().isEmpty()
              || started.fallback().equals(Optional.of(TrialEnd.ATTEMPTS_USED)),
          started.toString());
      var unit = UnitBench.in(disk, ROOT).unit();
      for (SlotName name : SlotName.values()) {
        if (unit.slot(name) instanceof Outcome.Passed<Slot, InstallRefusal>(var slot)) {
          for (Part part : slot.parts().values()) {
            assertEquals(Outcome.passed(true), unit.images().has(part.image()));
          }
        }
      }
    }

    private void mustBeSound(CrashingFileSystem disk) {
      var launcher = new ModelLauncher(disk, ROOT);
      var started = launcher.launch();
      var runs = UnitBench.releases(launcher.slot(started.orFault()));
      assertTrue(runs.equals(scenario.before()) || runs.equals(scenario.after()), runs);
      var bench = UnitBench.in(disk, ROOT);
      mustBeFloor(bench);
      complete(bench, Startup.begin(bench.unit(), started.orFault()).orFault());
      assertEquals(scenario.after(), bench.confirmed());
      assertEquals(scenario.after(), bench.floors());
      var again = new ModelLauncher(disk, ROOT);
      assertEquals(scenario.after(), UnitBench.releases(again.slot(again.launch().orFault())));
    }

    /** Raised as a whole, or not at all; and only to what was confirmed. */
    private void mustBeFloor(UnitBench bench) {
      assertTrue(
          bench.floors().equals(scenario.before()) || bench.floors().equals(scenario.after()));
      assertEquals(bench.confirmed(), bench.floors());
    }

    private void complete(UnitBench bench, Startup.Standing standing) {
      switch (standing) {
        case Startup.OnTrial trial ->
            assertInstanceOf(
                Confirmation.Confirmed.class,
                bench.confirmation().look(trial, Duration.ZERO).orFault());
        case Startup.Confirmed _, Startup.FellBack _ -> {
          if (!bench.confirmed().equals(scenario.after())) {
            PowerCutScenario.activate(bench, scenario.campaign());
            PowerCutScenario.confirm(bench);
          }
        }
      }
    }
  }

  private static boolean dies(Runnable work) {
    try {
      work.run();
      return false;
    } catch (PowerCut cut) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theUnitStartsAWholeVersionWhereverThePowerGoes(PowerCutScenario scenario) {
    int cuts = new Cuts(scenario, UnaryOperator.identity(), DISKS).play();
    assertTrue(cuts > 5, "only " + cuts);
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatFailsOnceIsNamedAndSpoilsNothing(PowerCutScenario scenario) {
    new Cuts(scenario, UnaryOperator.identity(), DISKS).playWithFaults(DurableRefusal.IO_ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void aProcessThatWasKilledLeavesNothingThatASecondOneMakesWorse(PowerCutScenario scenario) {
    new Cuts(scenario, UnaryOperator.identity(), DISKS).playWithKills();
  }

  @ParameterizedTest
  @MethodSource("linesThatForce")
  void failsSomewhereWithoutTheForceInLine(String line) {
    assertFalse(
        Arrays.stream(PowerCutScenario.values()).allMatch(scenario -> survives(scenario, line)),
        line + " forces, and nothing is worse without it");
  }

  private static boolean survives(PowerCutScenario scenario, String line) {
    try {
      var cuts =
          new Cuts(scenario, disk -> new ForceIgnoringFileSystem(disk, line, new TreeSet<>()), FEW);
      var _ = cuts.play();
      if (scenario == PowerCutScenario.ACTIVATING) {
        cuts.playWithKills();
      }
      return true;
    } catch (AssertionError | IllegalStateException expected) {
      return false;
    }
  }

  static Set<String> linesThatForce() {
    return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
        .importPackages("dev.portcullis.ota.install", "dev.portcullis.ota.image").stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getPackageName().endsWith("durable"))
            .filter(call -> call.getTarget().getName().startsWith("force"))
            .map(call -> call.getOriginOwner().getSimpleName() + ".java:" + call.getLineNumber())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A start that was counted is never forgotten: a loop of crashes ends. */
  @Test
  void startsOfATrialAreNeverForgotten() {
    boolean isCut = true;
    for (int cut = 0; isCut; cut++) {
      var disk = CrashingFileSystem.empty();
      var bench = UnitBench.in(disk, ROOT).provisioned();
      PowerCutScenario.activate(bench, "2....");
      disk.stopIn(cut);
      int[] starts = new int[1];
      isCut =
          dies(() -> {
            for (int start = 0; start < UnitBench.ATTEMPTS; start++) {
              var _ = new ModelLauncher(disk, ROOT).launch().orFault();
              starts[0]++;
            }
          });
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = disk.afterCrash(choices);
            int more = 0;
            while (isTrial(new ModelLauncher(after, ROOT))) {
              more++;
            }
            assertTrue(starts[0] + more <= UnitBench.ATTEMPTS, starts[0] + " and " + more);
            assertTrue(starts[0] + more >= UnitBench.ATTEMPTS - 1);
          });
    }
  }

  private static boolean isTrial(ModelLauncher launcher) {
    return UnitBench.releases(launcher.slot(launcher.launch().orFault())).equals("21111");
  }

  /** The factory's state is there as a whole, or the unit says that it has none. */
  @Test
  void provisioningIsCompletedAfterAPowerCut() {
    boolean isCut = true;
    for (int cut = 0; isCut; cut++) {
      var disk = CrashingFileSystem.empty();
      var bench = UnitBench.in(disk, ROOT).withStaging();
      var campaign = bench.campaign("factory", "11111");
      disk.stopIn(cut);
      isCut =
          dies(() -> {
            var _ = bench.install().provision(campaign).orFault();
          });
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var after = bench.on(disk.afterCrash(choices));
            var launched = new ModelLauncher(after.files(), ROOT).launch();
            if (launched.equals(Outcome.refused("STATE_UNREADABLE"))) {
              var _ = after.install().provision(campaign).orFault();
            }
            assertEquals("11111", after.confirmed());
            var _ = new ModelLauncher(after.files(), ROOT).launch().orFault();
          });
    }
  }
}
