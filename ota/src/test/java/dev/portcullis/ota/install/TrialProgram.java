package dev.portcullis.ota.install;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.testing.TestArchive;
import dev.portcullis.ota.uptane.HardwareId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A small agent that the launcher starts as a process: it finds out what it is, installs the
 * release that it is told, or confirms itself. Release 3 is bad: it never confirms.
 */
final class TrialProgram {

  private static final char BAD = '3';

  private TrialProgram() {}

  /** The release of the application to update to. */
  public static void main(String... arguments) throws InterruptedException {
    var bench = UnitBench.in(new DiskFileSystem(), Path.of(System.getenv("PORTCULLIS_UNIT")));
    var started =
        Started.of(System.getenv(Started.SLOT), System.getenv(Started.FALLBACK)).orElseThrow();
    var standing = Startup.begin(bench.unit(), started).orFault();
    say("runs " + started.slot());
    switch (standing) {
      case Startup.OnTrial trial -> confirm(bench, trial);
      case Startup.FellBack(var why, int _) -> say("fell back: " + why.end());
      case Startup.Confirmed _ -> update(bench, arguments[0].charAt(0));
    }
  }

  private static void confirm(UnitBench bench, Startup.OnTrial trial) throws InterruptedException {
    var slot = bench.unit().slot(trial.trial().slot()).orFault();
    if (slot.part(PartKind.APPLICATION).releaseCounter() == BAD - '0') {
      say("hangs");
      Thread.sleep(Duration.ofMinutes(1));
    }
    var _ = bench.confirmation().look(trial, Duration.ZERO).orFault();
    say("confirmed");
  }

  private static void update(UnitBench bench, char release) {
    var _ = new Removal(bench.unit()).remove(Optional.empty()).orFault();
    switch (bench.install().install(campaign(bench, release + "...."), UnitBench.PARKED)) {
      case Outcome.Passed<Install.Ready, InstallRefusal>(var ready) -> {
        var _ = bench.activation(UnitBench.TAKES_ALL).activate(ready).orFault();
        say("activated");
      }
      case Outcome.Refused<Install.Ready, InstallRefusal>(var why) -> say("refused: " + why);
    }
  }

  /** Fetched already; a fetch is not what is killed here. */
  static Campaign campaign(UnitBench bench, String releases) {
    return bench
        .campaign(
            "to-" + releases.replace('.', '-'),
            images(releases),
            releases,
            new HardwareId("x86_64"))
        .orFault();
  }

  /** As the bench makes them, but the runtime runs this program. */
  private static Map<PartKind, Bytes> images(String releases) {
    var images = new EnumMap<>(UnitBench.images(releases));
    images.computeIfPresent(PartKind.RUNTIME, (_, _) -> runtime());
    images.computeIfPresent(PartKind.APPLICATION, (_, _) -> application(releases.substring(0, 1)));
    return images;
  }

  private static Bytes runtime() {
    return new TestArchive()
        .folder("bin")
        .program("bin/java", "#!/bin/sh\nexec \"$TEST_JAVA\" -cp \"$TEST_CLASS_PATH\" \"$@\"\n")
        .bytes();
  }

  private static Bytes application(String release) {
    return new TestArchive()
        .file(
            "start.options",
            "-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n" + TrialProgram.class.getName() + "\n")
        .file("state-formats", "1 1\n")
        .file("release", release)
        .bytes();
  }

  private static void say(String what) {
    System.out.println(what);
  }
}
