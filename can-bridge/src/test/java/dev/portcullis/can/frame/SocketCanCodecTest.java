package dev.portcullis.can.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.crypto.Bytes;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bytes here are those of a little-endian machine, as {@code linux/can.h} lays them out. */
class SocketCanCodecTest {

  private static final long SEED = 20261122;
  private static final int ROUNDS = 20_000;

  @BeforeAll
  static void onlyOnLittleEndianMachines() {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the bytes are little-endian");
  }

  @Test
  void aClassicFrameHasSixteenBytes() {
    var frame = new CanFrame.Data(new Standard(0x123), Bytes.fromHex("1122334455667788"));
    assertEquals("23010000" + "08000000" + "1122334455667788", encoded(frame));
  }

  @Test
  void theExtendedFormatIsAFlagOfTheNumber() {
    var frame = new CanFrame.Data(new Extended(0x123), Bytes.fromHex("AA"));
    assertEquals("23010080" + "01000000" + "aa00000000000000", encoded(frame));
  }

  @Test
  void aRemoteFrameHasAFlagALengthAndNoData() {
    assertEquals(
        "ffff" + "ffdf" + "08000000" + "0000000000000000",
        encoded(new CanFrame.Remote(new Extended(Extended.MAX), 8)));
  }

  @Test
  void anFdFrameHasSeventyTwoBytesAndABitForItsRate() {
    Bytes payload = Bytes.fromHex("01".repeat(12));
    assertEquals(
        "ff070000" + "0c050000" + "01".repeat(12) + "00".repeat(52),
        encoded(new CanFrame.Fd(new Standard(0x7FF), payload, BitRateSwitch.ON)));
    assertEquals(
        "ff070000" + "0c040000" + "01".repeat(12) + "00".repeat(52),
        encoded(new CanFrame.Fd(new Standard(0x7FF), payload, BitRateSwitch.OFF)));
  }

  @Test
  void whatStoodInTheBufferBeforeDoesNotLeave() {
    var buffer = new byte[SocketCanCodec.FD_BYTES];
    Arrays.fill(buffer, (byte) 0x5A);
    var frame = new CanFrame.Data(new Standard(1), Bytes.empty());
    int size = SocketCanCodec.encode(frame, buffer);
    assertEquals("01" + "00".repeat(15), Bytes.copyOf(buffer, 0, size).hex());
  }

  @Test
  void bytesBehindTheLengthAreNotRead() {
    assertEquals(
        List.of(new CanFrame.Data(new Standard(0x123), Bytes.fromHex("1122"))),
        decoded("23010000" + "02ffffff" + "1122deadbeefdead").frames);
  }

  @Test
  void aStandardNumberAboveElevenBitsIsRefusedAndNotCut() {
    assertEquals(
        List.of(SocketCanRefusal.ID_OUT_OF_RANGE),
        decoded("23110000" + "02000000" + "1122000000000000").refusals);
    assertThrows(IllegalArgumentException.class, () -> new Standard(0x1123));
  }

  @Test
  void aWrongLengthIsRefused() {
    assertEquals(
        List.of(SocketCanRefusal.BAD_LENGTH),
        decoded("23010000" + "09000000" + "1122334455667788").refusals);
    assertEquals(
        List.of(SocketCanRefusal.BAD_LENGTH),
        decoded("23010000" + "0d000000" + "00".repeat(64)).refusals);
    assertEquals(
        List.of(SocketCanRefusal.BAD_LENGTH),
        decoded("23010000" + "41000000" + "00".repeat(64)).refusals);
  }

  @Test
  void aMessageOfAnotherSizeIsRefused() {
    for (int size : new int[] {0, 1, 15, 17, 71}) {
      assertEquals(
          List.of(SocketCanRefusal.WRONG_SIZE), decoded("00".repeat(size)).refusals, "" + size);
    }
  }

  @Test
  void aRemoteFdFrameIsRefused() {
    assertEquals(
        List.of(SocketCanRefusal.REMOTE_FD_FRAME),
        decoded("23010040" + "08000000" + "00".repeat(64)).refusals);
  }

  @Test
  void anErrorFrameIsNoFrame() {
    CollectingSink read = decoded("44000020" + "08000000" + "0030000000000000");
    assertEquals(List.of(new ErrorFrame(0x44, 0x30)), read.errors);
    assertEquals(1, read.calls());
    assertEquals(
        List.of(SocketCanRefusal.BAD_LENGTH),
        decoded("44000020" + "07000000" + "0030000000000000").refusals);
  }

  @Test
  void theWorstAnErrorFrameSaysIsItsCondition() {
    assertEquals(Optional.of(BusCondition.OFF), new ErrorFrame(0x144, 0x40).condition());
    assertEquals(Optional.of(BusCondition.PASSIVE), new ErrorFrame(0x104, 0x24).condition());
    assertEquals(Optional.of(BusCondition.WARNING), new ErrorFrame(0x4, 0x8).condition());
    assertEquals(Optional.of(BusCondition.ACTIVE), new ErrorFrame(0x4, 0x40).condition());
    assertEquals(Optional.of(BusCondition.ACTIVE), new ErrorFrame(0x100, 0).condition());
    assertEquals(Optional.empty(), new ErrorFrame(0x20, 0xff).condition());
  }

  @Test
  void everyFrameIsReadAsItWasWritten() {
    var random = new Random(SEED);
    var buffer = new byte[SocketCanCodec.FD_BYTES];
    for (int i = 0; i < ROUNDS; i++) {
      random.nextBytes(buffer);
      CanFrame frame = anyFrame(random);
      var read = new CollectingSink();
      SocketCanCodec.decode(buffer, SocketCanCodec.encode(frame, buffer), read);
      assertEquals(List.of(frame), read.frames, "seed " + SEED + ", round " + i);
      assertEquals(1, read.calls());
    }
  }

  private static CanFrame anyFrame(Random random) {
    ArbitrationId id =
        random.nextBoolean()
            ? new Standard(random.nextInt(Standard.MAX + 1))
            : new Extended(random.nextInt(Extended.MAX + 1));
    return switch (random.nextInt(3)) {
      case 0 -> new CanFrame.Data(id, anyBytes(random, random.nextInt(9)));
      case 1 -> new CanFrame.Remote(id, random.nextInt(9));
      default ->
          new CanFrame.Fd(
              id,
              anyBytes(random, Dlc.fdLength(random.nextInt(16)).orElseThrow()),
              random.nextBoolean() ? BitRateSwitch.ON : BitRateSwitch.OFF);
    };
  }

  private static Bytes anyBytes(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static String encoded(CanFrame frame) {
    var buffer = new byte[SocketCanCodec.FD_BYTES];
    int size = SocketCanCodec.encode(frame, buffer);
    return Bytes.copyOf(buffer, 0, size).hex();
  }

  private static CollectingSink decoded(String hex) {
    var read = new CollectingSink();
    byte[] bytes = Bytes.fromHex(hex).toArray();
    SocketCanCodec.decode(bytes, bytes.length, read);
    return read;
  }
}
