package dev.portcullis.simulator.vehicle;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.simulator.bus.BusObserver;
import dev.portcullis.simulator.bus.Destruction;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.misbehaviour.Plan;
import dev.portcullis.simulator.motion.Drive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that was on the bus of a recording. */
final class Seen implements BusObserver {

  static final Path CAR = Path.of(System.getProperty("project.root"), "simulator", "car");

  final List<Sighting> frames = new ArrayList<>();
  final List<Destruction> destroyed = new ArrayList<>();

  /** A recording in which {@code plans}, as a person writes them, are carried out. */
  static Seen of(Drive drive, long seed, Duration length, String... plans) throws IOException {
    var seen = new Seen();
    var recording = Recording.of(CAR, drive, seed, seen);
    for (String plan : plans) {
      Plan read = recording.plans().read(plan).orFault();
      recording.order(read);
    }
    recording.run(length);
    return seen;
  }

  @Override
  public void saw(Sighting sighting) {
    frames.add(sighting);
  }

  @Override
  public void destroyed(Destruction destruction) {
    destroyed.add(destruction);
  }

  /** The frames of {@code message} that ended from {@code from} to {@code to} seconds. */
  List<Sighting> of(Message message, double from, double to) {
    return between(from, to).stream().filter(each -> message.matches(each.frame())).toList();
  }

  List<Sighting> between(double from, double to) {
    return frames.stream()
        .filter(each -> each.end().nanos() >= from * 1e9 && each.end().nanos() < to * 1e9)
        .toList();
  }
}
