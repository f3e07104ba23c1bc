package dev.portcullis.can.port;

import static dev.portcullis.can.port.LinuxCan.ipLink;
import static dev.portcullis.can.port.LinuxCan.name;
import static dev.portcullis.can.port.RecordingListener.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.can.port.LinuxCan.Raw;
import dev.portcullis.can.testing.PseudoTerminal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Beside the kernel's own SLCAN driver ({@code drivers/net/can/slcan}) on a pseudo-terminal: what
 * it makes of our lines and we of its, and a CAN interface whose adapter the test is.
 */
class SlcanOnLinux {

  private static final List<CanFrame> CLASSIC =
      List.of(
          new CanFrame.Data(new Standard(0x123), Bytes.fromHex("1122")),
          new CanFrame.Data(new Extended(0x123), Bytes.fromHex("0102030405060708")),
          new CanFrame.Data(new Standard(0x7FF), Bytes.empty()),
          new CanFrame.Remote(new Standard(0x123), 4),
          new CanFrame.Remote(new Extended(Extended.MAX), 0));

  private final PseudoTerminal adapter = new PseudoTerminal();
  private final String name = adapter.becomeSlcanInterface();
  private final StringBuilder fromKernel = new StringBuilder();
  private final RecordingListener recorder = new RecordingListener();

  @BeforeAll
  static void onlyOnAKernelWithCan() {
    LinuxCan.assumeThere();
  }

  @BeforeEach
  void theInterfaceIsUp() {
    ipLink("set", name, "up");
  }

  @AfterEach
  void end() {
    adapter.close();
    until(() -> !SocketCanPorts.exists(name(name)));
  }

  @Test
  void theKernelWritesOurLinesAndReadsThem() {
    try (CanPort port = open()) {
      for (CanFrame frame : CLASSIC) {
        assertInstanceOf(Transmission.Handed.class, port.transmit(frame));
        Bytes line = SlcanCodec.encode(frame);
        until(() -> said(text(line)));
        adapter.write(line);
      }
      until(() -> recorder.frames.size() == CLASSIC.size());
      assertEquals(CLASSIC, recorder.frames);
      assertEquals(List.of(), recorder.ofThisHost);
      until(() -> recorder.taken.size() == CLASSIC.size());
    }
  }

  @Test
  void ourSerialPortAndTheKernelUnderstandEachOther() {
    var serial = new RecordingListener();
    try (var device = new PseudoTerminal();
        CanPort ours =
            new SlcanPorts(SlcanSettings.usual(device.path()), System::nanoTime)
                .open(serial)
                .orFault();
        CanPort kernels = open()) {
      var wire = new Thread(() -> connect(adapter, device), "null-modem");
      wire.setDaemon(true);
      wire.start();
      try {
        for (CanFrame frame : CLASSIC) {
          assertInstanceOf(Transmission.Handed.class, ours.transmit(frame));
          assertInstanceOf(Transmission.Handed.class, kernels.transmit(frame));
        }
        until(() -> recorder.frames.size() == CLASSIC.size());
        until(() -> serial.frames.size() == CLASSIC.size());
        assertEquals(CLASSIC, recorder.frames);
        assertEquals(CLASSIC, serial.frames);
        assertEquals(List.of(), serial.refusals);
      } finally {
        wire.interrupt();
        join(wire);
      }
    }
  }

  @Test
  void aNumberWithoutTheFlagOfItsFormatLeavesAsAnother() {
    try (var program = new Raw(name)) {
      program.write("23110000" + "02000000" + "1122000000000000");
      until(() -> said("t12321122\r"));
    }
  }

  /** What the kernel reads and we refuse, and what it takes it for. */
  @Test
  void theKernelIsLaxerThanWeAre() {
    Map<String, SlcanRefusal> refused =
        Map.of(
            "t8001AA",
            SlcanRefusal.ID_OUT_OF_RANGE,
            "t1231ab",
            SlcanRefusal.BAD_DIGIT,
            "t1231AAjunk",
            SlcanRefusal.TRAILING_CHARACTERS);
    try (CanPort _ = open();
        var program = new Raw(name)) {
      refused.forEach((line, why) -> {
        assertEquals(Outcome.refused(why), SlcanCodec.parse(Bytes.utf8(line)));
        adapter.write(Bytes.utf8(line + "\r"));
        assertTrue(program.read().length() == 32, line + " is a frame for the kernel");
      });
      until(() -> recorder.frames.size() == 2 && recorder.refusals.size() == 1);
    }
  }

  @Test
  void aControllerThatGoesOffTheBusAndComesBackIsReported() {
    try (CanPort _ = open()) {
      adapter.write(Bytes.utf8("sp128000\r"));
      until(() -> recorder.conditions.contains(BusCondition.PASSIVE));
      adapter.write(Bytes.utf8("sb255000\r"));
      until(() -> recorder.conditions.contains(BusCondition.OFF));
      adapter.write(Bytes.utf8("sa000000\r"));
      until(() -> recorder.conditions.contains(BusCondition.ACTIVE));
      assertEquals(
          List.of(BusCondition.PASSIVE, BusCondition.OFF, BusCondition.ACTIVE),
          recorder.conditions);
      assertEquals(List.of(), recorder.losses);
    }
  }

  @Test
  void aQueueThatStaysFullIsNamedAfterTheDeadline() {
    try (CanPort port = open()) {
      Transmission last = port.transmit(CLASSIC.getFirst());
      for (int i = 0; i < 100_000 && last instanceof Transmission.Handed; i++) {
        last = port.transmit(CLASSIC.getFirst());
      }
      assertEquals(new Transmission.NotHanded(PortLoss.STALLED), last);
      assertEquals(List.of(), recorder.losses);
      until(() -> {
        var _ = adapter.read();
        return port.transmit(CLASSIC.getFirst()) instanceof Transmission.Handed;
      });
    }
  }

  @Test
  void anAdapterThatVanishesIsALoss() {
    var gone = new PseudoTerminal();
    String other = gone.becomeSlcanInterface();
    ipLink("set", other, "up");
    CanPortFactory ports =
        new SocketCanPorts(SocketCanSettings.usual(name(other)), System::nanoTime);
    try (CanPort _ = ports.open(recorder).orFault()) {
      gone.close();
      until(() -> !recorder.losses.isEmpty());
    }
    until(() -> ports.open(recorder).equals(Outcome.refused(PortRefusal.NO_SUCH_DEVICE)));
  }

  private CanPort open() {
    return new SocketCanPorts(SocketCanSettings.usual(name(name)), System::nanoTime)
        .open(recorder)
        .orFault();
  }

  private boolean said(String line) {
    fromKernel.append(text(adapter.read()));
    return fromKernel.indexOf(line) >= 0;
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.US_ASCII);
  }

  private static void connect(PseudoTerminal one, PseudoTerminal other) {
    while (!Thread.currentThread().isInterrupted()) {
      pass(one.read(), other);
      pass(other.read(), one);
    }
  }

  private static void pass(Bytes bytes, PseudoTerminal to) {
    if (!bytes.isEmpty()) {
      to.write(bytes);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
