package dev.portcullis.simulator.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.log.CandumpReader;
import dev.portcullis.can.log.CandumpWriter;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.BitRate;
import dev.portcullis.simulator.bus.CanBus;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.bus.VirtualTimeline;
import dev.portcullis.simulator.motion.Drive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPlayerTest {

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Seen seen = new Seen();
  private final CanBus bus = new CanBus(timeline, BitRate.KBIT_500, seen);

  @Test
  void playsARecordingAsItWas() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var original = new Seen();
    try (var candump = new CandumpWriter(bytes)) {
      var recording = Recording.of(Seen.CAR, Drive.CITY, 1, original);
      recording.observe(new RecordingWriter(candump, 0));
      recording.run(Duration.ofSeconds(5));
    }
    var played = play(bytes.toByteArray());
    assertEquals(new LogPlayer.Played(original.frames.size(), 0), played);
    var first = original.frames.getFirst();
    var begin = seen.frames.getFirst().start().nanos();
    for (int i = 0; i < seen.frames.size(); i++) {
      var was = original.frames.get(i);
      var is = seen.frames.get(i);
      assertEquals(was.frame(), is.frame());
      long late = is.start().nanos() - begin - (was.end().nanos() - first.end().nanos());
      // Time stamps are those of frame ends, in microseconds: a frame may wait for a longer one.
      assertTrue(Math.abs(late) < 300_000, late + " ns late");
    }
  }

  @Test
  void leavesOutWhatCannotBePlayedAndCountsIt() throws IOException {
    var log =
        """
        (1.000000) can0 123#01
        (1.100000) can1 124#02
        noise
        (1.200000) can0 20000088#0000000000000000
        (1.300000) can0 123##103
        (1.250000) can0 125#04
        """;
    assertEquals(new LogPlayer.Played(2, 4), play(Bytes.utf8(log).toArray()));
    var ids = seen.frames.stream().map(Sighting::frame).map(each -> each.id().value()).toList();
    assertEquals(List.of(0x123, 0x125), ids);
  }

  private LogPlayer.Played play(byte[] log) throws IOException {
    try (var reader = new CandumpReader(new ByteArrayInputStream(log))) {
      var player = new LogPlayer(timeline, bus, reader);
      player.start();
      timeline.runUntil(new MonotonicTime(0).plus(Duration.ofSeconds(10)));
      return player.end().join();
    }
  }
}
