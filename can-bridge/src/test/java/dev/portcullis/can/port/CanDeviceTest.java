package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portcullis.can.frame.SlcanLine.BitRate;
import dev.portcullis.can.frame.SlcanLine.DataRate;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanDeviceTest {

  private static final Path DEVICE = Path.of("/dev/ttyACM0");

  @Test
  void readsAnInterfaceOfTheKernel() {
    CanDevice device = CanDevice.parse("socketcan:can0").orFault();
    assertEquals(new CanDevice.SocketCan(InterfaceName.parse("can0").orElseThrow()), device);
    assertEquals("socketcan:can0", device.toString());
  }

  @Test
  void readsASerialAdapter() {
    assertEquals(
        new CanDevice.Slcan(DEVICE, 1_000_000, BitRate.KBIT_500, Optional.empty()),
        CanDevice.parse("slcan:/dev/ttyACM0?bitrate=500k").orFault());
    assertEquals(
        new CanDevice.Slcan(DEVICE, 115_200, new BitRate(8), Optional.empty()),
        CanDevice.parse("slcan:/dev/ttyACM0?baud=115200&bitrate=1M").orFault());
    assertEquals(
        new CanDevice.Slcan(DEVICE, 1_200, new BitRate(0), Optional.empty()),
        CanDevice.parse("slcan:/dev/ttyACM0?bitrate=10k&baud=1200").orFault());
    assertEquals(
        new CanDevice.Slcan(DEVICE, 1_000_000, BitRate.KBIT_500, Optional.of(DataRate.MBIT_2)),
        CanDevice.parse("slcan:/dev/ttyACM0?bitrate=500k&data=2M").orFault());
    assertEquals(
        new CanDevice.Slcan(DEVICE, 1_000_000, BitRate.KBIT_500, DataRate.ofMbit(5)),
        CanDevice.parse("slcan:/dev/ttyACM0?data=5M&bitrate=500k").orFault());
  }

  @Test
  void refusesWhatIsNeither() {
    refused(CanDeviceRefusal.UNKNOWN_KIND, "/dev/ttyACM0", "", "can0", "SOCKETCAN:can0", "slcan");
  }

  @Test
  void refusesWhatNoInterfaceCanBeCalled() {
    refused(
        CanDeviceRefusal.BAD_INTERFACE_NAME,
        "socketcan:",
        "socketcan:.",
        "socketcan:..",
        "socketcan:a/b",
        "socketcan:a:b",
        "socketcan:a b",
        "socketcan:can0\n",
        "socketcan:can\u00e9",
        "socketcan:can\0",
        "socketcan:sixteencharacter");
    assertEquals(
        "socketcan:...", CanDevice.parse("socketcan:...").orFault().toString(), "the kernel does");
  }

  @Test
  void refusesASerialDeviceWithoutItsWholePath() {
    refused(
        CanDeviceRefusal.BAD_PATH,
        "slcan:",
        "slcan:ttyACM0?bitrate=500k",
        "slcan:?bitrate=500k",
        "slcan:/dev/\0?bitrate=500k");
  }

  @Test
  void refusesParametersThatNobodyKnows() {
    refused(
        CanDeviceRefusal.BAD_PARAMETER,
        "slcan:/dev/ttyACM0?bitrate=500k&",
        "slcan:/dev/ttyACM0?bitrate=500k&bitrate=500k",
        "slcan:/dev/ttyACM0?bitrate",
        "slcan:/dev/ttyACM0?Bitrate=500k",
        "slcan:/dev/ttyACM0?bitrate=500k&parity=none");
  }

  @Test
  void refusesABitRateThatIsMissingOrNone() {
    refused(
        CanDeviceRefusal.MISSING_BIT_RATE,
        "slcan:/dev/ttyACM0",
        "slcan:/dev/ttyACM0?",
        "slcan:/dev/ttyACM0?bitrate=",
        "slcan:/dev/ttyACM0?baud=115200");
    refused(
        CanDeviceRefusal.BAD_BIT_RATE,
        "slcan:/dev/ttyACM0?bitrate=500",
        "slcan:/dev/ttyACM0?bitrate=500K",
        "slcan:/dev/ttyACM0?bitrate=1000k",
        "slcan:/dev/ttyACM0?bitrate=83k",
        "slcan:/dev/ttyACM0?bitrate=0500k",
        "slcan:/dev/ttyACM0?bitrate=99999999999999999999k");
  }

  @Test
  void refusesADataRateThatNoAdapterHas() {
    refused(
        CanDeviceRefusal.BAD_DATA_RATE,
        "slcan:/dev/ttyACM0?bitrate=500k&data=",
        "slcan:/dev/ttyACM0?bitrate=500k&data=2m",
        "slcan:/dev/ttyACM0?bitrate=500k&data=2000k",
        "slcan:/dev/ttyACM0?bitrate=500k&data=02M",
        "slcan:/dev/ttyACM0?bitrate=500k&data=4M",
        "slcan:/dev/ttyACM0?bitrate=500k&data=25M");
    refused(CanDeviceRefusal.MISSING_BIT_RATE, "slcan:/dev/ttyACM0?data=2M");
  }

  @Test
  void refusesABaudRateThatIsNone() {
    refused(
        CanDeviceRefusal.BAD_BAUD_RATE,
        "slcan:/dev/ttyACM0?bitrate=500k&baud=",
        "slcan:/dev/ttyACM0?bitrate=500k&baud=0",
        "slcan:/dev/ttyACM0?bitrate=500k&baud=1199",
        "slcan:/dev/ttyACM0?bitrate=500k&baud=12000001",
        "slcan:/dev/ttyACM0?bitrate=500k&baud=0115200",
        "slcan:/dev/ttyACM0?bitrate=500k&baud=99999999999999999999");
  }

  @Test
  void saysWhetherItIsThere() {
    assertFalse(CanDevice.parse("socketcan:no-such-can").orFault().isThere());
    assertFalse(CanDevice.parse("slcan:/dev/no-such?bitrate=500k").orFault().isThere());
    CanDevice loopback = CanDevice.parse("socketcan:lo").orFault();
    assertEquals(Files.exists(Path.of("/sys/class/net/lo")), loopback.isThere());
  }

  private static void refused(CanDeviceRefusal why, String... texts) {
    for (String text : List.of(texts)) {
      assertEquals(Outcome.refused(why), CanDevice.parse(text), text);
    }
  }
}
