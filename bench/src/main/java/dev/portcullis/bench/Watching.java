package dev.portcullis.bench;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.SocketCanCodec;
import dev.portcullis.can.frame.SocketCanRefusal;
import dev.portcullis.can.frame.SocketCanSink;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.watch.BaselineLearner;
import dev.portcullis.can.watch.BusDescription;
import dev.portcullis.can.watch.BusWatch;
import dev.portcullis.can.watch.Origin;
import dev.portcullis.can.watch.WatchSettings;
import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A frame through all layers of the watch, with the 66 periodic messages of {@code full.dbc} at
 * their periods and a baseline of them. Four buses of 500 kbit/s at full load leave 55 µs a frame;
 * a quarter of a core is 13.9 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx256m", "-XX:+UseCompactObjectHeaders"})
public class Watching {

  private static final Path DESCRIPTION = Path.of("..", "simulator", "car", "full.dbc");
  private static final long LENGTH = TimeUnit.SECONDS.toNanos(20);
  private static final double WAVE_NANOS = 5e9;

  private record Timed(CanFrame frame, Bytes wire, long nanos) {}

  private final List<Timed> frames = new ArrayList<>();
  private final Reader reader = new Reader();
  private BusWatch watch;
  private byte[] wire = new byte[SocketCanCodec.FD_BYTES];
  private int next;
  private long round;

  /** Makes twenty seconds of the bus, and learns from them. */
  @Setup
  public void learn() throws IOException {
    var description = BusDescription.parse(Bytes.of(Files.readAllBytes(DESCRIPTION))).orFault();
    for (Message message : description.messages()) {
      message.cycleTime().ifPresent(cycle -> send(message, cycle));
    }
    frames.sort(Comparator.comparingLong(Timed::nanos));
    var learner = new BaselineLearner(description, WatchSettings.USUAL_BITS_PER_SECOND);
    for (int i = 0; i < 5; i++) {
      for (Timed each : frames) {
        learner.accept(each.frame(), i * LENGTH + each.nanos());
      }
    }
    watch =
        new BusWatch(
            description,
            Optional.of(learner.learned()),
            WatchSettings.usual(),
            finding -> {
              // The first round begins at another place than the one before ended.
              if (round > 1 && finding.nanos() % LENGTH > LENGTH / 2) {
                throw new IllegalStateException(finding.toString());
              }
            });
  }

  private void send(Message message, Duration cycle) {
    long phase = message.id().value() * 7_919L % cycle.toNanos();
    int count = 0;
    for (long at = phase; at < LENGTH; at += cycle.toNanos(), count++) {
      var payload = new byte[message.length()];
      for (Signal signal : message.signals()) {
        signal.put(payload, raw(signal, at, count));
      }
      message
          .signal("Checksum")
          .ifPresent(
              signal ->
                  signal.put(
                      payload,
                      Crc8.protect(
                          message.id(),
                          Bytes.of(payload),
                          Protection.byteIndex(signal).orElseThrow())));
      CanFrame frame = message.frame(Bytes.of(payload));
      var bytes = new byte[SocketCanCodec.FD_BYTES];
      int size = SocketCanCodec.encode(frame, bytes);
      frames.add(new Timed(frame, Bytes.copyOf(bytes, 0, size), at));
    }
  }

  /** A wave in the lower half of what the limits and the bits allow. */
  private static long raw(Signal signal, long at, int count) {
    if (signal.name().equals("Counter")) {
      return count & ((1L << signal.bits()) - 1);
    }
    if (signal.bits() < 7) {
      return 0;
    }
    double wave = (1 + Math.sin(at / WAVE_NANOS * 2 * Math.PI)) / 2;
    return Math.round(wave * ((1L << Math.min(16, signal.bits() - 1)) - 1) / 2);
  }

  private Timed advance() {
    if (next == frames.size()) {
      next = 0;
      round++;
    }
    return frames.get(next++);
  }

  /** All layers, of a frame that is a value already. */
  @Benchmark
  public void watch() {
    Timed each = advance();
    watch.accept(each.frame(), Origin.BUS, round * LENGTH + each.nanos());
  }

  /** From the kernel's structure through all layers. */
  @Benchmark
  public void decodeAndWatch() {
    Timed each = advance();
    each.wire().copyTo(wire, 0);
    SocketCanCodec.decode(wire, each.wire().size(), reader);
    watch.accept(reader.last.orElseThrow(), Origin.BUS, round * LENGTH + each.nanos());
  }

  private static final class Reader implements SocketCanSink {

    private Optional<CanFrame> last = Optional.empty();

    @Override
    public void frame(CanFrame frame) {
      last = Optional.of(frame);
    }

    @Override
    public void error(ErrorFrame error) {
      throw new IllegalStateException(error.toString());
    }

    @Override
    public void refused(SocketCanRefusal why) {
      throw new IllegalStateException(why.toString());
    }
  }
}
