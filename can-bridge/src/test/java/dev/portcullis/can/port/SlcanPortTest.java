package dev.portcullis.can.port;

import static dev.portcullis.can.port.RecordingListener.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.can.frame.SlcanRefusal;
import dev.portcullis.can.testing.PseudoTerminal;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlcanPortTest {

  private static final CanFrame FRAME =
      new CanFrame.Data(new Standard(0x2F0), Bytes.fromHex("0102030405060708"));

  private final RecordingListener recorder = new RecordingListener();

  @BeforeAll
  static void onlyWhereThereArePseudoTerminals() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo-terminals here");
  }

  /**
   * Opens a port. The system may give a new device the name of an earlier test's, whose port is
   * still being closed: then it cannot be opened at once, and whoever keeps a port tries again.
   */
  private CanPort open(CanPortFactory ports) {
    var opened = new ArrayList<CanPort>();
    until(() ->
        switch (ports.open(recorder)) {
          case Outcome.Passed<CanPort, PortRefusal>(var port) -> opened.add(port);
          case Outcome.Refused<CanPort, PortRefusal>(var why) -> {
            assertEquals(PortRefusal.CANNOT_OPEN, why);
            yield false;
          }
        });
    return opened.getFirst();
  }

  @Test
  void opensTheChannelSendsAndReceives() {
    try (var device = new PseudoTerminal();
        CanPort port = open(ports(device))) {
      until(() -> received(device, "\rC\rS6\rO\r"));
      assertInstanceOf(Transmission.Handed.class, port.transmit(FRAME));
      until(() -> received(device, "t2F080102030405060708\r"));
      device.write(Bytes.utf8("t2F080102030405060708\rt80"));
      device.write(Bytes.utf8("01AA\r\rz\rt2F080102030405060708\r"));
      until(() -> recorder.frames.size() == 2);
      assertEquals(List.of(FRAME, FRAME), recorder.frames);
      assertEquals(List.of(SlcanRefusal.ID_OUT_OF_RANGE), recorder.refusals);
      assertEquals(List.of(), recorder.losses);
    }
  }

  @Test
  void setsTheDataRateAndCarriesFdFrames() {
    var frame =
        new CanFrame.Fd(
            new Standard(0x2F1), Bytes.fromHex("5a".repeat(64)), CanFrame.BitRateSwitch.ON);
    try (var device = new PseudoTerminal();
        CanPort port =
            open(
                new SlcanPorts(settings(device, Optional.of(DataRate.MBIT_2)), System::nanoTime))) {
      until(() -> received(device, "\rC\rS6\rY2\rO\r"));
      assertInstanceOf(Transmission.Handed.class, port.transmit(frame));
      until(() -> received(device, "b2F1F" + "5A".repeat(64) + "\r"));
      device.write(Bytes.utf8("b2F1F" + "5A".repeat(64) + "\r"));
      until(() -> !recorder.frames.isEmpty());
      assertEquals(List.of(frame), recorder.frames);
    }
  }

  @Test
  void everyAnswerThatSaysTakenIsPassedOnAndARefusalIsNot() {
    try (var device = new PseudoTerminal();
        CanPort _ = open(ports(device))) {
      until(() -> received(device, "\rC\rS6\rO\rF\r"));
      device.write(Bytes.utf8("F00\rz\r\u0007Z\r\r\u0007t1230\r"));
      until(() -> !recorder.frames.isEmpty());
      assertEquals(3, recorder.taken.size());
      assertEquals(List.of(), recorder.refusals);
    }
  }

  @Test
  void dropsWhatTheDeviceSaidBeforeTheChannelWasOpened() {
    try (var device = new PseudoTerminal()) {
      device.write(Bytes.utf8("t2F080102030405060708\r"));
      try (CanPort _ = open(ports(device))) {
        until(() -> received(device, "\rC\rS6\rO\r"));
        device.write(Bytes.utf8("t1230\r"));
        until(() -> !recorder.frames.isEmpty());
        assertEquals(
            List.of(new CanFrame.Data(new Standard(0x123), Bytes.empty())), recorder.frames);
      }
    }
  }

  @Test
  void saysOnceThatTheDeviceHasVanished() {
    var device = new PseudoTerminal();
    CanPortFactory ports = ports(device);
    CanPort port = open(ports);
    device.close();
    until(() -> !recorder.losses.isEmpty());
    assertEquals(new Transmission.NotHanded(PortLoss.GONE), port.transmit(FRAME));
    port.close();
    port.close();
    assertEquals(List.of(PortLoss.GONE), recorder.losses);
    until(() -> ports.open(recorder).equals(Outcome.refused(PortRefusal.NO_SUCH_DEVICE)));
  }

  @Test
  void aWriteThatDoesNotEndInTimeIsStalledAndThePortIsLost() {
    try (var device = new PseudoTerminal()) {
      CanPortFactory ports = ports(device);
      CanPort port = open(ports);
      Transmission last = port.transmit(FRAME);
      for (int i = 0; i < 10_000 && last instanceof Transmission.Handed; i++) {
        last = port.transmit(FRAME);
      }
      assertEquals(new Transmission.Stalled(), last);
      assertEquals(List.of(PortLoss.STALLED), recorder.losses);
      assertEquals(Outcome.refused(PortRefusal.STILL_STALLED), ports.open(recorder));
      port.close();
      until(() -> ports.open(recorder) instanceof Outcome.Passed);
    }
  }

  @Test
  void refusesADeviceThatIsNotThereOrNoSerialDevice() {
    var nowhere = new SlcanPorts(SlcanSettings.usual("/dev/no-such-device"), System::nanoTime);
    assertEquals(Outcome.refused(PortRefusal.NO_SUCH_DEVICE), nowhere.open(recorder));
    var file = new SlcanPorts(SlcanSettings.usual("/etc/hostname"), System::nanoTime);
    assertEquals(Outcome.refused(PortRefusal.CANNOT_OPEN), file.open(recorder));
  }

  private static CanPortFactory ports(PseudoTerminal device) {
    return new SlcanPorts(settings(device, Optional.empty()), System::nanoTime);
  }

  private static SlcanSettings settings(PseudoTerminal device, Optional<DataRate> data) {
    return new SlcanSettings(
        device.path(), 1_000_000, BitRate.KBIT_500, data, Duration.ofMillis(300));
  }

  private final StringBuilder fromPort = new StringBuilder();

  /** Reads on until the text has come. */
  private boolean received(PseudoTerminal device, String text) {
    if (fromPort.indexOf(text) < 0) {
      fromPort.append(new String(device.read().toArray(), StandardCharsets.US_ASCII));
    }
    return fromPort.indexOf(text) >= 0;
  }
}
