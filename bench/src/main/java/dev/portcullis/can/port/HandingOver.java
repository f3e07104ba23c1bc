package dev.portcullis.can.port;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.SocketCanCodec;
import dev.portcullis.can.frame.SocketCanRefusal;
import dev.portcullis.can.frame.SocketCanSink;
import dev.portcullis.can.frame.WireRefusal;
import dev.portcullis.can.permit.AllowEntry;
import dev.portcullis.can.permit.BusName;
import dev.portcullis.can.permit.PermitRefusal;
import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.permit.TransmitAllowlist;
import dev.portcullis.can.permit.TransmitMode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the decision to the kernel: the allow-list, and the hand-over to the port. A pair of local
 * sockets stands in for the CAN socket; what is handed over is read at the other end by the same
 * thread, so that the figure is an upper bound. Percentiles, because one late frame counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "-Xmx64m",
      "-XX:+UseCompactObjectHeaders",
      "--enable-native-access=ALL-UNNAMED"
    })
public class HandingOver {

  private static final int FAMILY_UNIX = 1;
  private static final int SEQUENCED_PACKETS = 5;
  private static final BusName BUS = new BusName("body");
  private static final CanFrame FRAME =
      new CanFrame.Data(new Standard(0x2F0), Bytes.fromHex("0102030405060708"));

  private final byte[] read = new byte[CanSocket.RECEIVE_BYTES];
  private final byte[] received = new byte[SocketCanCodec.FD_BYTES];
  private final Reader reader = new Reader();
  private final TransmitAllowlist allowlist =
      new TransmitAllowlist(
          List.of(
              new AllowEntry(
                  BUS,
                  FRAME.id(),
                  AllowEntry.Kind.DATA,
                  Bytes.of(new byte[8]),
                  Bytes.of(new byte[8]),
                  new Rate(1_000_000_000, 1_000_000_000))),
          operating(),
          System::nanoTime);

  private SocketCanPort port;
  private CanSocket otherEnd;

  private static TransmitMode operating() {
    var mode = new TransmitMode(System::nanoTime);
    mode.heard(Duration.ofDays(1));
    mode.end(dev.portcullis.can.permit.Silence.BUS_FAULT);
    return mode;
  }

  /** Opens the pair. */
  @Setup
  public void open() throws Throwable {
    try (var arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      Linker linker = Linker.nativeLinker();
      int result =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().find("socketpair").orElseThrow(),
                      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS))
                  .invokeExact(FAMILY_UNIX, SEQUENCED_PACKETS, 0, ends);
      if (result < 0) {
        throw new IllegalStateException("no pair of sockets");
      }
      port =
          new SocketCanPort(
              new CanSocket(ends.getAtIndex(JAVA_INT, 0)),
              SocketCanPort.Carries.CLASSIC_AND_FD,
              Duration.ofMillis(100),
              System::nanoTime,
              new Silence());
      otherEnd = new CanSocket(ends.getAtIndex(JAVA_INT, 1));
    }
    SocketCanCodec.encode(FRAME, received);
  }

  /** Closes both; the port's reader was never started. */
  @TearDown
  public void close() {
    port.close();
    otherEnd.close();
  }

  /** The allow-list's decision alone. */
  @Benchmark
  public Outcome<CanFrame, PermitRefusal> permit() {
    return allowlist.permit(BUS, FRAME);
  }

  /** The decision, and the frame with the kernel and out of it again. */
  @Benchmark
  public int permitAndHandOver() {
    Transmission transmission = port.transmit(allowlist.permit(BUS, FRAME).orFault());
    if (!(transmission instanceof Transmission.Handed)) {
      throw new IllegalStateException(transmission.toString());
    }
    return otherEnd.receive(read);
  }

  /** A received frame as a value, from the kernel's structure. */
  @Benchmark
  public CanFrame decode() {
    SocketCanCodec.decode(received, SocketCanCodec.CLASSIC_BYTES, reader);
    return reader.last;
  }

  private static final class Reader implements SocketCanSink {

    private CanFrame last = FRAME;

    @Override
    public void frame(CanFrame frame) {
      last = frame;
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

  private static final class Silence implements CanListener {

    @Override
    public void received(CanFrame frame, long nanos) {}

    @Override
    public void sentByThisHost(CanFrame frame, long nanos) {}

    @Override
    public void taken(long nanos) {}

    @Override
    public void missed(long frames) {}

    @Override
    public void bus(BusCondition condition) {}

    @Override
    public void error(ErrorFrame error, long nanos) {}

    @Override
    public void malformed(WireRefusal refusal) {}

    @Override
    public void lost(PortLoss why) {}
  }
}
