package dev.portcullis.can.port;

import static dev.portcullis.can.port.RecordingListener.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.frame.SocketCanCodec;
import dev.portcullis.can.frame.SocketCanRefusal;
import dev.portcullis.can.port.SocketCanPort.Carries;
import dev.portcullis.can.testing.SocketPair;
import dev.portcullis.crypto.Bytes;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The port on a pair of local sockets; on CAN itself it is tested where a kernel has it. */
class SocketCanPortTest {

  private static final CanFrame FRAME =
      new CanFrame.Data(new Standard(0x2F0), Bytes.fromHex("0102030405060708"));
  private static final CanFrame REMOTE = new CanFrame.Remote(new Extended(0x12345), 3);
  private static final CanFrame FD =
      new CanFrame.Fd(new Extended(0x2F0), Bytes.fromHex("ab".repeat(64)), BitRateSwitch.ON);

  private final RecordingListener recorder = new RecordingListener();

  @BeforeAll
  static void onlyOnLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self")), "no Linux");
  }

  @Test
  void sendsExactlyTheBytesOfEachFrame() {
    try (var pair = new SocketPair();
        CanPort port = port(pair, Carries.CLASSIC_AND_FD)) {
      for (CanFrame frame : List.of(FRAME, REMOTE, FD)) {
        assertInstanceOf(Transmission.Handed.class, port.transmit(frame));
        assertEquals(bytes(frame), pair.read());
      }
      assertEquals(Bytes.empty(), pair.read());
    }
  }

  @Test
  void receivesFramesInTheirOrderAndCountsWhatIsNone() {
    try (var pair = new SocketPair();
        CanPort _ = port(pair, Carries.CLASSIC_AND_FD)) {
      pair.write(bytes(FRAME));
      pair.write(Bytes.fromHex("00"));
      pair.write(Bytes.fromHex("00".repeat(200)));
      pair.write(bytes(FD));
      pair.write(bytes(REMOTE));
      until(() -> recorder.frames.size() == 3);
      assertEquals(List.of(FRAME, FD, REMOTE), recorder.frames);
      assertEquals(SocketCanRefusal.WRONG_SIZE, recorder.refusals.get(0));
      assertEquals(2, recorder.refusals.size());
      assertEquals(List.of(), recorder.losses);
    }
  }

  @Test
  void aMessageThatIsLongerThanAFrameIsNotCutToOne() {
    try (var pair = new SocketPair();
        CanPort _ = port(pair, Carries.CLASSIC_AND_FD)) {
      pair.write(Bytes.concat(bytes(FD), Bytes.of((byte) 0)));
      pair.write(bytes(FRAME));
      until(() -> !recorder.frames.isEmpty());
      assertEquals(List.of(FRAME), recorder.frames);
      assertEquals(List.of(SocketCanRefusal.WRONG_SIZE), recorder.refusals);
    }
  }

  @Test
  void saysEachChangeOfTheBusOnce() {
    try (var pair = new SocketPair();
        CanPort _ = port(pair, Carries.CLASSIC)) {
      pair.write(error(0x4, 0x10));
      pair.write(error(0x4, 0x20));
      pair.write(error(0x40, 0));
      pair.write(error(0x100, 0));
      pair.write(error(0x40, 0));
      pair.write(bytes(FRAME));
      until(() -> !recorder.frames.isEmpty());
      assertEquals(
          List.of(
              BusCondition.PASSIVE,
              BusCondition.OFF,
              BusCondition.ACTIVE,
              BusCondition.OFF,
              BusCondition.ACTIVE),
          recorder.conditions);
    }
  }

  @Test
  void aFrameThatTheControllerHadNoRoomForIsMissed() {
    try (var pair = new SocketPair();
        CanPort _ = port(pair, Carries.CLASSIC)) {
      pair.write(error(0x4, 0x1));
      until(() -> recorder.missed.get() == 1);
    }
  }

  @Test
  void everyErrorFrameIsToldAlsoWhereNothingChanges() {
    try (var pair = new SocketPair();
        CanPort _ = port(pair, Carries.CLASSIC)) {
      pair.write(error(0x88, 0));
      pair.write(error(0x88, 0));
      pair.write(error(0x40, 0));
      pair.write(bytes(FRAME));
      until(() -> !recorder.frames.isEmpty());
      assertEquals(
          List.of(new ErrorFrame(0x88, 0), new ErrorFrame(0x88, 0), new ErrorFrame(0x40, 0)),
          recorder.errors);
      assertEquals(List.of(BusCondition.OFF, BusCondition.ACTIVE), recorder.conditions);
    }
  }

  @Test
  void aClassicInterfaceIsGivenNoFdFrameAndStays() {
    try (var pair = new SocketPair();
        CanPort port = port(pair, Carries.CLASSIC)) {
      assertEquals(new Transmission.NotHanded(PortLoss.NOT_CARRIED), port.transmit(FD));
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
      assertEquals(bytes(FRAME), pair.read());
      assertEquals(List.of(), recorder.losses);
    }
  }

  @Test
  void aQueueThatStaysFullIsNamedAfterTheDeadlineAndNothingLeavesLater() {
    try (var pair = new SocketPair();
        CanPort port = port(pair, Carries.CLASSIC)) {
      int handed = 0;
      Transmission last = port.transmit(FRAME);
      while (last instanceof Transmission.Handed) {
        handed++;
        last = port.transmit(FRAME);
      }
      assertEquals(new Transmission.NotHanded(PortLoss.STALLED), last);
      int arrived = 0;
      while (!pair.read().isEmpty()) {
        arrived++;
      }
      assertEquals(handed, arrived);
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME), "it goes on");
      assertEquals(List.of(), recorder.losses);
    }
  }

  @Test
  void saysOnceThatTheOtherEndHasGone() {
    var pair = new SocketPair();
    CanPort port = port(pair, Carries.CLASSIC);
    pair.close();
    until(() -> !recorder.losses.isEmpty());
    assertEquals(new Transmission.NotHanded(PortLoss.GONE), port.transmit(FRAME));
    port.close();
    port.close();
    assertEquals(List.of(PortLoss.GONE), recorder.losses);
  }

  @Test
  void aClosedPortHandsNothingOverAndSaysNothing() {
    try (var pair = new SocketPair()) {
      CanPort port = port(pair, Carries.CLASSIC);
      port.close();
      assertEquals(new Transmission.NotHanded(PortLoss.CLOSED), port.transmit(FRAME));
      assertEquals(Bytes.empty(), pair.read());
      assertEquals(List.of(), recorder.losses);
    }
  }

  private CanPort port(SocketPair pair, Carries carries) {
    var port =
        new SocketCanPort(
            new CanSocket(pair.portEnd()),
            carries,
            Duration.ofMillis(50),
            System::nanoTime,
            recorder);
    port.start();
    return port;
  }

  private static Bytes bytes(CanFrame frame) {
    var bytes = new byte[SocketCanCodec.FD_BYTES];
    return Bytes.copyOf(bytes, 0, SocketCanCodec.encode(frame, bytes));
  }

  /** As a driver makes it. */
  private static Bytes error(int classes, int controller) {
    byte[] bytes =
        bytes(new CanFrame.Data(new Extended(classes), Bytes.fromHex("00".repeat(8)))).toArray();
    // The flag of an error frame in the place of that of the extended format.
    int top = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 3 : 0;
    bytes[top] = (byte) (SocketCanCodec.ERROR_FLAG >>> 24);
    bytes[9] = (byte) controller;
    return Bytes.of(bytes);
  }
}
