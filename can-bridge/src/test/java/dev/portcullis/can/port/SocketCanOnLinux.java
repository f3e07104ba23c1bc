package dev.portcullis.can.port;

import static dev.portcullis.can.port.LinuxCan.ipLink;
import static dev.portcullis.can.port.LinuxCan.name;
import static dev.portcullis.can.port.LinuxCan.output;
import static dev.portcullis.can.port.RecordingListener.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.SocketCanRefusal;
import dev.portcullis.can.port.LinuxCan.Raw;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The port on a kernel with CAN; {@link KernelUnderQemuTest} starts one. {@code vcan0} carries CAN
 * FD, and everything on it comes from this host; what is sent into {@code vxcan1} comes out of
 * {@code vxcan0} like the word of another node.
 */
class SocketCanOnLinux {

  private static final CanFrame FRAME =
      new CanFrame.Data(new Standard(0x123), Bytes.fromHex("1122"));
  private static final String A_FRAME = "23010000" + "02000000" + "1122000000000000";
  private static final List<CanFrame> EVERY_KIND =
      List.of(
          FRAME,
          new CanFrame.Data(new Extended(0x123), Bytes.fromHex("0102030405060708")),
          new CanFrame.Data(new Standard(0x7FF), Bytes.empty()),
          new CanFrame.Remote(new Standard(0x123), 4),
          new CanFrame.Remote(new Extended(Extended.MAX), 0),
          new CanFrame.Fd(new Standard(0x123), Bytes.fromHex("ab".repeat(64)), BitRateSwitch.ON),
          new CanFrame.Fd(new Extended(1), Bytes.fromHex("cd".repeat(12)), BitRateSwitch.OFF));

  private final RecordingListener recorder = new RecordingListener();

  @BeforeAll
  static void onlyOnAKernelWithCan() {
    LinuxCan.assumeThere();
  }

  @Test
  void everyKindOfFrameGoesThroughBothWays() {
    var other = new RecordingListener();
    try (CanPort here = open("vxcan0", recorder);
        CanPort there = open("vxcan1", other)) {
      for (CanFrame frame : EVERY_KIND) {
        assertInstanceOf(Transmission.Handed.class, here.transmit(frame));
        assertInstanceOf(Transmission.Handed.class, there.transmit(frame));
      }
      until(() -> recorder.frames.size() == EVERY_KIND.size());
      until(() -> other.frames.size() == EVERY_KIND.size());
      assertEquals(EVERY_KIND, recorder.frames);
      assertEquals(EVERY_KIND, other.frames);
      until(() -> recorder.taken.size() == EVERY_KIND.size());
      assertEquals(List.of(), recorder.ofThisHost);
      assertEquals(List.of(), recorder.refusals);
    }
  }

  @Test
  void ourOwnFrameComesBackAsTakenAndThatOfAnotherProgramAsOfThisHost() {
    try (CanPort port = open("vcan0", recorder);
        var program = new Raw("vcan0")) {
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
      program.write(A_FRAME);
      until(() -> recorder.taken.size() == 1 && recorder.ofThisHost.size() == 1);
      assertEquals(List.of(FRAME), recorder.ofThisHost);
      assertEquals(List.of(), recorder.frames);
    }
  }

  @Test
  void canUtilsSeesExactlyWhatWasTransmitted() throws IOException {
    var probe = new CanFrame.Data(new Standard(0x001), Bytes.empty());
    var end = new CanFrame.Data(new Standard(0x002), Bytes.empty());
    Process candump = new ProcessBuilder("candump", "-L", "vcan0").start();
    try (CanPort port = open("vcan0", recorder);
        BufferedReader said = candump.inputReader(StandardCharsets.US_ASCII)) {
      // What was sent before it listens is not for it.
      until(() -> port.transmit(probe) instanceof Transmission.Handed && isReady(said));
      for (CanFrame frame : EVERY_KIND) {
        assertInstanceOf(Transmission.Handed.class, port.transmit(frame));
      }
      assertInstanceOf(Transmission.Handed.class, port.transmit(end));
      assertEquals(
          List.of(
              "123#1122",
              "00000123#0102030405060708",
              "7FF#",
              "123#R4",
              "1FFFFFFF#R",
              "123##5" + "AB".repeat(64),
              "00000001##4" + "CD".repeat(12)),
          said.lines()
              .map(line -> line.substring(line.lastIndexOf(' ') + 1))
              .takeWhile(frame -> !frame.equals("002#"))
              .filter(frame -> !frame.equals("001#"))
              .toList());
    } finally {
      candump.destroy();
    }
  }

  private static boolean isReady(BufferedReader reader) {
    try {
      return reader.ready();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCanUtilsSendsIsRead() {
    try (CanPort _ = open("vcan0", recorder)) {
      for (String frame :
          List.of("123#1122", "00000123#R", "1FFFFFFF#0102", "123##1" + "ab".repeat(64))) {
        assertEquals("", output(List.of("cansend", "vcan0", frame)));
      }
      until(() -> recorder.ofThisHost.size() == 4);
      assertEquals(
          List.of(
              FRAME,
              new CanFrame.Remote(new Extended(0x123), 0),
              new CanFrame.Data(new Extended(Extended.MAX), Bytes.fromHex("0102")),
              new CanFrame.Fd(
                  new Standard(0x123), Bytes.fromHex("ab".repeat(64)), BitRateSwitch.ON)),
          recorder.ofThisHost);
    }
  }

  @Test
  void aNumberWithoutTheFlagOfItsFormatIsRefused() {
    try (CanPort _ = open("vcan0", recorder);
        var program = new Raw("vcan0")) {
      program.write("23110000" + "02000000" + "1122000000000000");
      until(() -> !recorder.refusals.isEmpty());
      assertEquals(List.of(SocketCanRefusal.ID_OUT_OF_RANGE), recorder.refusals);
      assertEquals(List.of(), recorder.ofThisHost);
    }
  }

  @Test
  void anErrorFrameThatAProgramMadeIsNotBelieved() {
    try (CanPort _ = open("vcan0", recorder);
        var program = new Raw("vcan0")) {
      program.write("40000020" + "08000000" + "0000000000000000");
      until(() -> !recorder.refusals.isEmpty());
      assertEquals(List.of(SocketCanRefusal.FORGED_ERROR_FRAME), recorder.refusals);
      assertEquals(List.of(), recorder.conditions);
    }
  }

  @Test
  void aFilterTakesExactlyItsIds() {
    var settings =
        SocketCanSettings.usual(name("vxcan0"))
            .receiving(new Reception.Only(Set.of(new Standard(0x123), new Extended(0x456))));
    try (CanPort _ = new SocketCanPorts(settings, System::nanoTime).open(recorder).orFault();
        CanPort there = open("vxcan1", new RecordingListener())) {
      var last = new CanFrame.Data(new Extended(0x456), Bytes.fromHex("ff"));
      for (CanFrame frame :
          List.of(
              new CanFrame.Data(new Extended(0x123), Bytes.empty()),
              new CanFrame.Data(new Standard(0x456), Bytes.empty()),
              new CanFrame.Data(new Extended(0x1FFF_F923), Bytes.empty()),
              new CanFrame.Remote(new Standard(0x123), 0),
              FRAME,
              last)) {
        assertInstanceOf(Transmission.Handed.class, there.transmit(frame));
      }
      until(() -> recorder.frames.contains(last));
      assertEquals(List.of(FRAME, last), recorder.frames);
    }
  }

  /** Why the port's own masks have the flags. */
  @Test
  void aMaskWithoutTheFlagsTakesExtendedFramesToo() {
    Bytes naive = Bytes.fromHex("23010000" + "ff070000");
    try (var program = new Raw("vxcan0", new Raw.Option(SocketOption.CAN_FILTERS, naive));
        CanPort there = open("vxcan1", recorder)) {
      assertInstanceOf(
          Transmission.Handed.class,
          there.transmit(new CanFrame.Data(new Extended(0x123), Bytes.empty())));
      assertEquals("23010080" + "00000000" + "00".repeat(8), program.read());
    }
  }

  @Test
  void bytesBehindTheLengthAreSeenByLocalProgramsAndNotByThePortNorSentByIt() {
    try (var program = new Raw("vcan0");
        var other = new Raw("vcan0");
        CanPort port = open("vcan0", recorder)) {
      program.write("23010000" + "02000000" + "1122deadbeefdead");
      assertEquals("23010000" + "02000000" + "1122deadbeefdead", other.read());
      until(() -> !recorder.ofThisHost.isEmpty());
      assertEquals(List.of(FRAME), recorder.ofThisHost);
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
      assertEquals(A_FRAME, other.read());
    }
  }

  @Test
  void framesThatFoundNoRoomAreToldWithTheNextOne() {
    var waits = new CountDownLatch(1);
    var may = new CountDownLatch(1);
    var small =
        new SocketCanSettings(
            name("vxcan0"), new Reception.Everything(), Duration.ofMillis(100), 1);
    var ports = new SocketCanPorts(small, System::nanoTime);
    try (CanPort _ = ports.open(new BlockedListener(recorder, waits, may)).orFault();
        var there = new Raw("vxcan1")) {
      there.write(A_FRAME);
      until(() -> waits.getCount() == 0);
      for (int i = 1; i < 300; i++) {
        there.write(A_FRAME);
      }
      may.countDown();
      until(() -> !recorder.frames.isEmpty());
      // What waits is taken; nobody knows yet that more was lost.
      int before = settled();
      assertEquals(0, recorder.missed.get());
      there.write(A_FRAME);
      until(() -> recorder.frames.size() == before + 1);
      assertEquals(300 - before, recorder.missed.get());
      assertTrue(before < 300);
    }
  }

  @Test
  void theBufferIsRaisedAboveTheUsualTwoHundredSeventyEightFrames() {
    var waits = new CountDownLatch(1);
    var may = new CountDownLatch(1);
    var ports = new SocketCanPorts(SocketCanSettings.usual(name("vxcan0")), System::nanoTime);
    try (CanPort _ = ports.open(new BlockedListener(recorder, waits, may)).orFault();
        var usual =
            new Raw(
                "vxcan0",
                new Raw.Option(SocketOption.OVERFLOW_COUNTER, Bytes.of(KernelStructs.number(1))));
        var there = new Raw("vxcan1")) {
      for (int i = 0; i < 2000; i++) {
        there.write(A_FRAME);
      }
      may.countDown();
      until(() -> recorder.frames.size() == 2000);
      assertEquals(0, recorder.missed.get());
      int held = 0;
      while (!usual.read().isEmpty()) {
        held++;
      }
      assertTrue(held >= 200 && held < 600, held + " frames");
      there.write(A_FRAME);
      assertEquals(A_FRAME, usual.read());
      assertEquals(2000 - held, usual.overflows());
    }
  }

  @Test
  void anInterfaceThatGoesDownIsANamedLossAndOpensWhenItIsUpAgain() {
    ipLink("add", "vcan7", "type", "vcan");
    ipLink("set", "vcan7", "up");
    var ports = new SocketCanPorts(SocketCanSettings.usual(name("vcan7")), System::nanoTime);
    try (CanPort port = ports.open(recorder).orFault()) {
      ipLink("set", "vcan7", "down");
      until(() -> !recorder.losses.isEmpty());
      assertEquals(List.of(PortLoss.DOWN), recorder.losses);
      assertEquals(new Transmission.NotHanded(PortLoss.DOWN), port.transmit(FRAME));
    }
    assertEquals(Outcome.refused(PortRefusal.INTERFACE_DOWN), ports.open(recorder));
    ipLink("set", "vcan7", "up");
    var again = new RecordingListener();
    try (CanPort port = ports.open(again).orFault()) {
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
      until(() -> again.taken.size() == 1);
      ipLink("delete", "vcan7");
      until(() -> !again.losses.isEmpty());
      assertTrue(
          List.of(List.of(PortLoss.DOWN), List.of(PortLoss.GONE)).contains(again.losses),
          () -> again.losses.toString());
    }
    assertEquals(Outcome.refused(PortRefusal.NO_SUCH_DEVICE), ports.open(recorder));
  }

  @Test
  void aDeviceThatIsNoneOfCanIsRefused() {
    var loopback = new SocketCanPorts(SocketCanSettings.usual(name("lo")), System::nanoTime);
    assertEquals(Outcome.refused(PortRefusal.NOT_A_CAN_INTERFACE), loopback.open(recorder));
  }

  @Test
  void aClassicInterfaceIsSeenToCarryNoFdFrames() {
    ipLink("add", "vcan8", "type", "vcan");
    ipLink("set", "vcan8", "mtu", "16");
    ipLink("set", "vcan8", "up");
    try (CanPort port = open("vcan8", recorder)) {
      assertEquals(
          new Transmission.NotHanded(PortLoss.NOT_CARRIED), port.transmit(EVERY_KIND.getLast()));
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
    } finally {
      ipLink("delete", "vcan8");
    }
  }

  /** How many frames have come, once no more do. */
  private int settled() {
    int count = -1;
    while (count != recorder.frames.size()) {
      count = recorder.frames.size();
      pause();
    }
    return count;
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CanPort open(String name, CanListener listener) {
    return new SocketCanPorts(SocketCanSettings.usual(name(name)), System::nanoTime)
        .open(listener)
        .orFault();
  }
}
