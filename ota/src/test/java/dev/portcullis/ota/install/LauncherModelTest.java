package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.slot.TrialEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What power is cut in is a model of the launcher: here it is held against the script. */
final class LauncherModelTest {

  private static final int UNITS = 14;
  private static final long SEED = 21;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void startsWhatTheScriptStartsAndWritesDownTheSame(Shell shell) throws Exception {
    var random = new Random(SEED);
    for (int unit = 0; unit < UNITS; unit++) {
      var bench = randomUnit("unit-" + unit, random);
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        damage(bench.folder(), random);
      }
      var twin = folder.resolve("twin-" + unit);
      copy(bench.folder(), twin);
      for (int launch = 0; launch < 2; launch++) {
        var model = new ModelLauncher(new DiskFileSystem(), twin).launch();
        var run = new LauncherScript(shell).run(bench.folder());
        assertEquals(shown(model), shown(run), run.said());
        assertEquals(launched(twin), launched(bench.folder()));
      }
    }
  }

  private UnitBench randomUnit(String name, Random random) throws IOException {
    var bench =
        UnitBench.in(new DiskFileSystem(), Files.createDirectory(folder.resolve(name)))
            .provisioned();
    int story = random.nextInt(4);
    if (story > 0) {
      PowerCutScenario.activate(bench, random.nextBoolean() ? "2.2.." : "22222");
    }
    if (story > 1) {
      PowerCutScenario.launchAndBegin(bench);
    }
    if (story > 2) {
      PowerCutScenario.confirm(bench);
    }
    return bench;
  }

  private static void damage(Path unit, Random random) throws IOException {
    List<Path> files;
    try (var all = Files.walk(unit)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("staging"))
              .sorted()
              .toList();
    }
    var file = files.get(random.nextInt(files.size()));
    switch (random.nextInt(4)) {
      case 0 -> Files.delete(file);
      case 1 -> Files.writeString(file, "");
      case 2 -> Files.writeString(file, Files.readString(file) + "x");
      default -> Files.writeString(file.resolveSibling("further"), "");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path each : all.sorted().toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  private static String launched(Path unit) throws IOException {
    var file = unit.resolve("launch");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static String shown(Outcome<Started, String> model) {
    return switch (model) {
      case Outcome.Passed<Started, String>(var started) ->
          started.slot() + " " + started.fallback().map(TrialEnd::name).orElse("none");
      case Outcome.Refused<Started, String>(var why) -> why;
    };
  }

  private static String shown(LauncherScript.Run run) {
    return switch (run.code()) {
      case 81 -> "STATE_UNREADABLE";
      case 82 -> "NO_SLOT_STARTABLE";
      default -> run.out().replaceAll("(?s).*slot ([AB]), fallback ([A-Za-z_]+),.*", "$1 $2");
    };
  }
}
