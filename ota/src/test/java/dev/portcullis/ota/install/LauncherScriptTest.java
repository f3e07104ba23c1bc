package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.slot.LaunchRecord;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.slot.SlotName;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.slot.TrialEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script itself, in the shells that units have, on a real disk. */
final class LauncherScriptTest {

  private static final String CONFIRMED = "runtime 1, application 1, slot A, fallback %s, %s\n";
  private static final String TRIAL = "runtime 2, application 2, slot B, fallback none, %s\n";
  private static final String OPTIONS = "@start.options";

  @TempDir private Path folder;

  private UnitBench bench;

  @BeforeEach
  void leaveTheFactory() throws IOException {
    bench = UnitBench.in(new DiskFileSystem(), Files.createDirectory(folder.resolve("unit")));
    var _ = bench.provisioned();
  }

  private Path unit() {
    return bench.folder();
  }

  private void beginTrial() {
    var campaign = bench.campaign("c2", "222..");
    var ready = bench.install().install(campaign, UnitBench.PARKED).orFault();
    assertInstanceOf(
        Activation.AtRestart.class,
        bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault());
  }

  private void confirmTrial() {
    var trial =
        assertInstanceOf(
            Startup.OnTrial.class,
            Startup.begin(bench.unit(), new Started(SlotName.B, Optional.empty())).orFault());
    assertInstanceOf(
        Confirmation.Confirmed.class, bench.confirmation().look(trial, Duration.ZERO).orFault());
  }

  private LaunchRecord launched() throws IOException {
    return LaunchRecord.parse(Bytes.of(Files.readAllBytes(unit().resolve("launch")))).orFault();
  }

  private Path image(SlotName name, PartKind kind) throws IOException {
    var slot = Slot.parse(Bytes.of(Files.readAllBytes(unit().resolve("slots/" + name)))).orFault();
    return bench.unit().images().path(slot.part(kind).image().image());
  }

  private static void mustStart(String format, String why, LauncherScript.Run run) {
    assertEquals(format.formatted(why, OPTIONS), run.out(), run.said());
    assertEquals(0, run.code());
  }

  @Test
  void hasAtMostAHundredLines() throws IOException {
    assertTrue(Files.readAllLines(LauncherScript.FILE).size() <= 100);
  }

  @ParameterizedTest
  @EnumSource
  void startsTheConfirmedVersionAndHandsItItsArguments(Shell shell) throws Exception {
    var run = new LauncherScript(shell).run(unit(), "run", "--config", "/etc/a b.toml");
    assertEquals(CONFIRMED.formatted("none", OPTIONS + " run --config /etc/a b.toml"), run.out());
    assertEquals("", run.said());
  }

  @ParameterizedTest
  @EnumSource
  void countsEachStartOfATrialBeforeItAndThenFallsBack(Shell shell) throws Exception {
    beginTrial();
    var launcher = new LauncherScript(shell);
    for (int start = 1; start <= UnitBench.ATTEMPTS; start++) {
      assertEquals(TRIAL.formatted(OPTIONS), launcher.run(unit()).out());
      assertEquals(new LaunchRecord(1, start, Optional.empty()), launched());
    }
    for (int more = 0; more < 2; more++) {
      mustStart(CONFIRMED, "ATTEMPTS_USED", launcher.run(unit()));
      assertEquals(
          new LaunchRecord(1, UnitBench.ATTEMPTS, Optional.of(TrialEnd.ATTEMPTS_USED)), launched());
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsWhatWasConfirmed(Shell shell) throws Exception {
    beginTrial();
    confirmTrial();
    assertEquals(TRIAL.formatted(OPTIONS), new LauncherScript(shell).run(unit()).out());
    assertEquals(List.of(), names("launch"));
  }

  private List<String> names(String prefix) throws IOException {
    try (var all = Files.list(unit())) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  /** What may be wrong with a slot. */
  private enum Damage {
    CHANGED_FILE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.writeString(image.resolve("lib/agent.jar"), "application X");
      }
    },
    MISSING_FILE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.delete(image.resolve("lib/agent.jar"));
      }
    },
    FURTHER_FILE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.writeString(image.resolve("lib/z.jar"), "");
      }
    },
    HIDDEN_FILE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.writeString(image.resolve("lib/.z"), "");
      }
    },
    FURTHER_FILE_FOR_A_MISSING_ONE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.move(image.resolve("lib/agent.jar"), image.resolve("lib/other.jar"));
      }
    },
    LINK_TO_A_FOLDER {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.createSymbolicLink(image.resolve("more"), slot.resolveSibling("."));
      }
    },
    LINK_FOR_A_FILE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.move(image.resolve("lib/agent.jar"), slot.resolveSibling("elsewhere"));
        Files.createSymbolicLink(image.resolve("lib/agent.jar"), slot.resolveSibling("elsewhere"));
      }
    },
    LINK_FOR_THE_IMAGE {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.move(image, slot.resolveSibling("elsewhere"));
        Files.createSymbolicLink(image, slot.resolveSibling("elsewhere"));
      }
    },
    CHANGED_LIST {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.delete(image.resolve("lib/agent.jar"));
        var lines = Files.readAllLines(image.resolve("FILES"));
        lines.removeIf(line -> line.endsWith("lib/agent.jar"));
        Files.write(image.resolve("FILES"), lines);
      }
    },
    MISSING_LIST {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.delete(image.resolve("FILES"));
      }
    },
    CHANGED_SLOT {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.writeString(slot, Files.readString(slot).replace("campaign c2", "campaign c3"));
      }
    },
    MISSING_SLOT {
      @Override
      void to(Path slot, Path image) throws IOException {
        Files.delete(slot);
      }
    };

    abstract void to(Path slot, Path image) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void fallsBackFromEveryKindOfDamageAndStaysThere(Shell shell) throws Exception {
    for (Damage damage : Damage.values()) {
      leaveFactoryAnew(damage.name() + shell);
      beginTrial();
      damage.to(unit().resolve("slots/B"), image(SlotName.B, PartKind.APPLICATION));
      for (int start = 0; start < 2; start++) {
        mustStart(CONFIRMED, "SLOT_DAMAGED", new LauncherScript(shell).run(unit()));
        assertEquals(new LaunchRecord(1, 0, Optional.of(TrialEnd.SLOT_DAMAGED)), launched());
      }
    }
  }

  private void leaveFactoryAnew(String name) throws IOException {
    bench = UnitBench.in(new DiskFileSystem(), Files.createDirectory(folder.resolve(name)));
    var _ = bench.provisioned();
  }

  @ParameterizedTest
  @EnumSource
  void startsNoRuntimeThatMayNotBeRun(Shell shell) throws Exception {
    beginTrial();
    var java = image(SlotName.B, PartKind.RUNTIME).resolve("bin/java").toFile();
    assertTrue(java.setExecutable(false, false));
    mustStart(CONFIRMED, "SLOT_DAMAGED", new LauncherScript(shell).run(unit()));
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedConfirmedVersionFallsBackToTheSpare(Shell shell) throws Exception {
    beginTrial();
    confirmTrial();
    Damage.CHANGED_FILE.to(unit().resolve("slots/B"), image(SlotName.B, PartKind.APPLICATION));
    mustStart(CONFIRMED, "CONFIRMED_DAMAGED", new LauncherScript(shell).run(unit()));
  }

  @ParameterizedTest
  @EnumSource
  void namesThatNoVersionCanBeStarted(Shell shell) throws Exception {
    beginTrial();
    for (SlotName slot : SlotName.values()) {
      Damage.FURTHER_FILE.to(unit().resolve("slots/" + slot), image(slot, PartKind.APPLICATION));
    }
    var run = new LauncherScript(shell).run(unit());
    assertEquals(82, run.code());
    assertEquals("", run.out());
    assertTrue(run.said().contains("NO_SLOT_STARTABLE"), run.said());
  }

  @ParameterizedTest
  @EnumSource
  void readsTheCopyOfAStateThatIsCutShortAnywhereOrGone(Shell shell) throws Exception {
    beginTrial();
    var state = unit().resolve("state");
    byte[] whole = Files.readAllBytes(state);
    for (int size = whole.length - 1; size > 0; size -= 41) {
      Files.write(state, Arrays.copyOf(whole, size));
      var run = new LauncherScript(shell).run(unit());
      assertEquals(0, run.code(), run.said());
    }
    Files.write(state, new byte[whole.length]);
    mustStart(CONFIRMED, "ATTEMPTS_USED", new LauncherScript(shell).run(unit()));
    Files.delete(state);
    mustStart(CONFIRMED, "ATTEMPTS_USED", new LauncherScript(shell).run(unit()));
  }

  @ParameterizedTest
  @EnumSource
  void namesThatTheStateCannotBeRead(Shell shell) throws Exception {
    for (String name : List.of("state", "state.copy")) {
      var file = unit().resolve(name);
      Files.writeString(file, Files.readString(file).replace("serial 0", "serial 1"));
    }
    var run = new LauncherScript(shell).run(unit());
    assertEquals(81, run.code());
    assertTrue(run.said().contains("STATE_UNREADABLE"), run.said());
  }

  @ParameterizedTest
  @EnumSource
  void namesThatThereIsNoUnit(Shell shell) throws Exception {
    assertEquals(80, new LauncherScript(shell).run(folder.resolve("nowhere")).code());
  }

  @ParameterizedTest
  @EnumSource
  void aCountThatCannotBeReadEndsTheTrialAndIsMadeGood(Shell shell) throws Exception {
    beginTrial();
    Files.writeString(unit().resolve("launch"), "portcullis-launch 1\nlaunch 1 0 -\n");
    mustStart(CONFIRMED, "COUNT_UNREADABLE", new LauncherScript(shell).run(unit()));
    assertEquals(new LaunchRecord(1, 0, Optional.of(TrialEnd.COUNT_UNREADABLE)), launched());
  }

  @ParameterizedTest
  @EnumSource
  void startsNoTrialWhereTheCountDoesNotReachTheDisk(Shell shell) throws Exception {
    beginTrial();
    var beside = unit().resolve("launch.new");
    Files.createDirectory(beside);
    mustStart(CONFIRMED, "COUNT_NOT_WRITTEN", new LauncherScript(shell).run(unit()));
    Files.delete(beside);
    assertEquals(TRIAL.formatted(OPTIONS), new LauncherScript(shell).run(unit()).out());
  }

  @ParameterizedTest
  @EnumSource
  void startsNoTrialOnAReadOnlyDisk(Shell shell) throws Exception {
    beginTrial();
    mustStart(CONFIRMED, "COUNT_NOT_WRITTEN", new LauncherScript(shell).runOnReadOnlyDisk(unit()));
  }

  @ParameterizedTest
  @EnumSource
  void startsNoTrialOnAFullDisk(Shell shell) throws Exception {
    beginTrial();
    var beside = Files.createSymbolicLink(unit().resolve("launch.new"), Path.of("/dev/full"));
    mustStart(CONFIRMED, "COUNT_NOT_WRITTEN", new LauncherScript(shell).run(unit()));
    Files.delete(beside);
  }

  @ParameterizedTest
  @EnumSource
  void aLauncherKilledBeforeAnyOfItsStepsIsFollowedByOneThatStarts(Shell shell) throws Exception {
    beginTrial();
    var launcher = new LauncherScript(shell);
    var steps = folder.resolve("steps");
    var state = Files.readAllBytes(unit().resolve("state"));
    int died = 0;
    boolean isKilled = true;
    while (isKilled) {
      Files.deleteIfExists(unit().resolve("launch"));
      var run = launcher.runAndDieAt(died, steps, unit());
      isKilled = run.code() == 137;
      var next = launcher.run(unit());
      assertEquals(TRIAL.formatted(OPTIONS), next.out(), next.said());
      assertTrue(launched().starts() <= 2, "counted " + launched());
      assertArrayEquals(state, Files.readAllBytes(unit().resolve("state")));
      died++;
    }
    assertTrue(died > 20, "only " + died);
  }

  @ParameterizedTest
  @EnumSource
  void aLauncherKilledWhileItFallsBackIsFollowedByOneThatDoes(Shell shell) throws Exception {
    beginTrial();
    var launcher = new LauncherScript(shell);
    for (int start = 0; start < UnitBench.ATTEMPTS; start++) {
      var _ = launcher.run(unit());
    }
    byte[] before = Files.readAllBytes(unit().resolve("launch"));
    int died = 0;
    boolean isKilled = true;
    while (isKilled) {
      Files.write(unit().resolve("launch"), before);
      isKilled = launcher.runAndDieAt(died++, folder.resolve("steps"), unit()).code() == 137;
      mustStart(CONFIRMED, "ATTEMPTS_USED", launcher.run(unit()));
    }
    assertTrue(died > 20, "only " + died);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheAgentReadsIsWhatTheLauncherWrote(Shell shell) throws Exception {
    beginTrial();
    var _ = new LauncherScript(shell).run(unit());
    var bytes = Bytes.of(Files.readAllBytes(unit().resolve("launch")));
    assertEquals(bytes, launched().encode());
    assertEquals(Outcome.refused(TextFault.DAMAGED), LaunchRecord.parse(bytes.slice(0, 40)));
  }
}
