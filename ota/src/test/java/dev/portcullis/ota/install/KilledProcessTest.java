package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.durable.DiskFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The launcher starts a real process that updates itself, and both are killed with SIGKILL at
 * random points.
 */
final class KilledProcessTest {

  private static final long SEED = 9;
  private static final int ROUNDS = 300;

  @TempDir private Path folder;

  private UnitBench provisioned() throws IOException {
    var bench = UnitBench.in(new DiskFileSystem(), Files.createDirectory(folder.resolve("unit")));
    var _ =
        bench.withStaging().install().provision(TrialProgram.campaign(bench, "11111")).orFault();
    return bench;
  }

  private static Process start(LauncherScript launcher, UnitBench bench, String release)
      throws IOException {
    return launcher.start(bench.folder(), release);
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("unit-out"));
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("unit-said"));
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateIsCompletedHoweverOftenItIsKilled(Shell shell) throws Exception {
    var bench = provisioned();
    var launcher = new LauncherScript(shell);
    var random = new Random(SEED);
    int killed = 0;
    // How long an undisturbed run takes depends on the machine: the kills follow it.
    int usual = 20;
    for (int round = 0; round < ROUNDS && !bench.confirmed().equals("21111"); round++) {
      var process = start(launcher, bench, "2");
      if (process.waitFor(random.nextInt(usual), TimeUnit.MILLISECONDS)) {
        usual -= usual / 3;
      } else {
        process.destroyForcibly().waitFor();
        killed++;
        usual += usual / 4;
      }
      assertFalse(said().contains("damaged"), said());
      assertFalse(said().contains("Picked up"), said());
      assertFalse(out().contains("SLOT_DAMAGED"), out());
      assertTrue(bench.floors().equals("11111") || bench.floors().equals("21111"), bench.floors());
    }
    assertEquals("21111", bench.confirmed());
    assertEquals("21111", bench.floors());
    assertTrue(killed > 5, "only " + killed);
  }

  @Test
  void aVersionThatNeverConfirmsIsLeftAfterItsAttempts() throws Exception {
    var bench = provisioned();
    var launcher = new LauncherScript(Shell.DASH);
    var first = start(launcher, bench, "3");
    assertTrue(first.waitFor(60, TimeUnit.SECONDS));
    assertEquals("runs A\nactivated\n", out(), said());
    var random = new Random(SEED);
    for (int attempt = 0; attempt < UnitBench.ATTEMPTS; attempt++) {
      var process = start(launcher, bench, "3");
      for (int wait = 0; wait < 600 && !out().contains("hangs"); wait++) {
        Thread.sleep(50);
      }
      assertEquals("runs B\nhangs\n", out(), said());
      Thread.sleep(random.nextInt(100));
      process.destroyForcibly().waitFor();
    }
    assertTrue(start(launcher, bench, "3").waitFor(60, TimeUnit.SECONDS));
    assertEquals("runs A\nfell back: ATTEMPTS_USED\n", out(), said());
    assertEquals("11111", bench.confirmed());
    assertEquals("11111", bench.floors());
  }
}
