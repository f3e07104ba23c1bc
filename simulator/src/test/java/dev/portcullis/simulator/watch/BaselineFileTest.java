package dev.portcullis.simulator.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.watch.BaselineCodec;
import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.WatchSettings;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.motion.Drive;
import dev.portcullis.simulator.vehicle.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The baseline that lies beside the simulated car's DBC is what its clean traffic teaches. */
final class BaselineFileTest {

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final long NANOS_PER_MICRO = 1_000;

  @Test
  void isLearnedFromAnHourOfTheCarItselfAndFromNothingElse() throws IOException {
    var description =
        BusDescription.parse(Bytes.of(Files.readAllBytes(CAR.resolve("full.dbc")))).orFault();
    var learner = new BaselineLearner(description, WatchSettings.USUAL_BITS_PER_SECOND);
    Recording.of(CAR, Drive.DAY, 1, new Recorded(learner)).run(Duration.ofHours(1));
    assertEquals(
        Files.readString(CAR.resolve("full.baseline.json")),
        new String(
            BaselineCodec.encode(learner.learned(), description).toArray(), StandardCharsets.UTF_8),
        "next: make it anew, docs/bus-watch.md says how");
  }

  /** As it would be read from a log, whose times are whole microseconds. */
  private record Recorded(BaselineLearner learner) implements BusObserver {

    @Override
    public void saw(Sighting sighting) {
      long nanos = sighting.end().nanos();
      learner.accept(sighting.frame(), nanos - nanos % NANOS_PER_MICRO);
    }

    @Override
    public void destroyed(Destruction destruction) {}
  }
}
