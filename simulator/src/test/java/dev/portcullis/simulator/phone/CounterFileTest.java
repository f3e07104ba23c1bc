package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.Counter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFileTest {

  private static final Instant NOW = Instant.ofEpochMilli(5_000);

  @TempDir private Path folder;

  @Test
  void risesWithEveryUseAndAcrossRuns() {
    var file = folder.resolve("counter");
    assertEquals(new Counter(5_000), new CounterFile(file, () -> NOW).get());
    assertEquals(new Counter(5_001), new CounterFile(file, () -> NOW).get());
  }

  @Test
  void goesOnAboveAClockThatWasSetBack() {
    var file = folder.resolve("counter");
    var first = new CounterFile(file, () -> NOW).get();
    var second = new CounterFile(file, () -> NOW.minusSeconds(4)).get();
    assertTrue(second.compareTo(first) > 0);
  }

  @Test
  void goesOnWithTheClockWhereTheFileIsDamaged() throws Exception {
    var file = folder.resolve("counter");
    Files.writeString(file, "no number");
    assertEquals(new Counter(5_000), new CounterFile(file, () -> NOW).get());
  }
}
