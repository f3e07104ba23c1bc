package dev.portcullis.can.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.can.frame.SlcanCodec;
import dev.portcullis.can.permit.AllowEntry.Kind;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every standard id, the extended ids around each entry and those whose low bits are an entry's,
 * with every length and flag, on every bus. What may pass is written down here as the serial line
 * would carry it, so that it is the bytes on the wire that are compared and not two readings of one
 * object.
 */
class TransmitSweepTest {

  private static final BusName BODY = new BusName("body");
  private static final BusName CHASSIS = new BusName("chassis");
  private static final Rate FREE = new Rate(Integer.MAX_VALUE, 1);
  private static final int AROUND = 300;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static final List<AllowEntry> ENTRIES =
      List.of(
          entry(BODY, new Standard(0x2F0), Kind.DATA, "ffffff00", "01000000"),
          entry(BODY, new Standard(0x000), Kind.DATA, "", ""),
          entry(CHASSIS, new Standard(0x7FF), Kind.REMOTE, "00000000", "00000000"),
          entry(BODY, new Extended(0x123), Kind.DATA, "f0", "a0"),
          entry(CHASSIS, new Extended(0x1FFFFFFF), Kind.DATA, "00".repeat(8), "00".repeat(8)),
          entry(BODY, new Extended(0x18DAF110), Kind.REMOTE, "", ""),
          entry(BODY, new Standard(0x456), Kind.FD, "ff" + "00".repeat(11), "02" + "00".repeat(11)),
          entry(CHASSIS, new Extended(0x456), Kind.FD, "00".repeat(64), "00".repeat(64)));

  /** The first byte of each payload that is tried; the others are zero. */
  private static final int[] FIRST_BYTES = {0x00, 0x01, 0x02, 0xA0, 0xA1, 0xAF, 0xB0, 0xFF};

  /** All that may pass, of the payloads tried. An {@code f} stands for an FD frame. */
  private static final Map<BusName, Set<String>> MAY_PASS =
      Map.of(
          BODY,
          Set.of(
              "t2F0401000000",
              "t0000",
              "T000001231A0",
              "T000001231A1",
              "T000001231AF",
              "R18DAF1100",
              "f456" + "02" + "00".repeat(11)),
          CHASSIS,
          Stream.concat(
                  Stream.of("r7FF4"),
                  IntStream.of(FIRST_BYTES)
                      .mapToObj(it -> "%02X".formatted(it))
                      .flatMap(first ->
                          Stream.of(
                              "T1FFFFFFF8" + first + "00".repeat(7),
                              "F00000456" + first + "00".repeat(63))))
              .collect(Collectors.toUnmodifiableSet()));

  @Test
  void exactlyTheListedFramesPass() {
    var allowlist = new TransmitAllowlist(ENTRIES, operating(), () -> 0);
    for (BusName bus : MAY_PASS.keySet()) {
      assertEquals(new TreeSet<>(MAY_PASS.get(bus)), passed(allowlist, bus), bus.value());
    }
    assertEquals(Set.of(), passed(allowlist, new BusName("powertrain")));
  }

  @Test
  void onlyTheBitsOutsideTheMaskAreFree() {
    var allowlist = new TransmitAllowlist(ENTRIES, operating(), () -> 0);
    var free = new ArrayList<Integer>();
    for (int bit = 0; bit < 4 * Byte.SIZE; bit++) {
      byte[] payload = Bytes.fromHex("01000000").toArray();
      payload[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      var frame = new CanFrame.Data(new Standard(0x2F0), Bytes.of(payload));
      if (allowlist.permit(BODY, frame) instanceof Outcome.Passed<CanFrame, PermitRefusal>) {
        free.add(bit);
      }
    }
    assertEquals(IntStream.range(3 * Byte.SIZE, 4 * Byte.SIZE).boxed().toList(), free);
  }

  @Test
  void nothingPassesAnEmptyList() {
    var allowlist = new TransmitAllowlist(List.of(), operating(), () -> 0);
    assertEquals(Set.of(), passed(allowlist, BODY));
    assertEquals(Set.of(), passed(allowlist, CHASSIS));
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void nothingPassesWhileSilentWhateverTheCause(Silence cause) {
    var mode = operating();
    mode.silence(cause);
    var allowlist = new TransmitAllowlist(ENTRIES, mode, () -> 0);
    for (BusName bus : MAY_PASS.keySet()) {
      assertEquals(Set.of(), passed(allowlist, bus), bus.value());
    }
    var listed = new CanFrame.Data(new Standard(0x000), Bytes.empty());
    assertEquals(Outcome.refused(cause), allowlist.permit(BODY, listed));
    mode.end(cause);
    mode.heard(AN_HOUR);
    assertEquals(Outcome.passed(listed), allowlist.permit(BODY, listed));
  }

  @Test
  void nothingPassesAtTheStart() {
    var allowlist = new TransmitAllowlist(ENTRIES, new TransmitMode(() -> 0), () -> 0);
    for (BusName bus : MAY_PASS.keySet()) {
      assertEquals(Set.of(), passed(allowlist, bus), bus.value());
    }
  }

  private static TransmitMode operating() {
    var mode = new TransmitMode(() -> 0);
    mode.end(Silence.BUS_FAULT);
    mode.heard(AN_HOUR);
    return mode;
  }

  private static Set<String> passed(TransmitAllowlist allowlist, BusName bus) {
    Set<String> passed = new TreeSet<>();
    ids()
        .forEach(id -> {
          for (CanFrame frame : frames(id)) {
            if (allowlist.permit(bus, frame)
                instanceof Outcome.Passed<CanFrame, PermitRefusal>(var it)) {
              passed.add(wire(it));
            }
          }
        });
    return passed;
  }

  private static Stream<ArbitrationId> ids() {
    Stream<ArbitrationId> standard = IntStream.rangeClosed(0, Standard.MAX).mapToObj(Standard::new);
    Stream<ArbitrationId> extended =
        ENTRIES.stream()
            .map(AllowEntry::id)
            .flatMapToInt(id ->
                IntStream.concat(
                    IntStream.rangeClosed(id.value() - AROUND, id.value() + AROUND),
                    // The same eleven low bits under each of the eighteen others, and complements.
                    IntStream.rangeClosed(11, 28)
                        .flatMap(bit ->
                            IntStream.of(id.value() ^ 1 << bit, (id.value() & 0x7FF) | 1 << bit))))
            .filter(it -> it >= 0 && it <= Extended.MAX)
            .distinct()
            .mapToObj(Extended::new);
    return Stream.concat(standard, extended);
  }

  private static List<CanFrame> frames(ArbitrationId id) {
    List<CanFrame> frames = new ArrayList<>();
    for (int length = 0; length <= Dlc.MAX_CLASSIC_LENGTH; length++) {
      frames.add(new CanFrame.Remote(id, length));
    }
    for (int code = 0; code <= 0xF; code++) {
      int length = Dlc.fdLength(code).orElseThrow();
      for (Bytes payload : payloads(length)) {
        if (length <= Dlc.MAX_CLASSIC_LENGTH) {
          frames.add(new CanFrame.Data(id, payload));
        }
        for (BitRateSwitch bitRateSwitch : BitRateSwitch.values()) {
          frames.add(new CanFrame.Fd(id, payload, bitRateSwitch));
        }
      }
    }
    return frames;
  }

  private static List<Bytes> payloads(int length) {
    if (length == 0) {
      return List.of(Bytes.empty());
    }
    List<Bytes> payloads = new ArrayList<>();
    for (int first : FIRST_BYTES) {
      var payload = new byte[length];
      payload[0] = (byte) first;
      payloads.add(Bytes.of(payload));
    }
    return payloads;
  }

  private static String wire(CanFrame frame) {
    return switch (frame) {
      case CanFrame.Fd(ArbitrationId id, Bytes payload, BitRateSwitch _) ->
          switch (id) {
            case Standard(int value) ->
                "f%03X".formatted(value) + payload.hex().toUpperCase(Locale.ROOT);
            case Extended(int value) ->
                "F%08X".formatted(value) + payload.hex().toUpperCase(Locale.ROOT);
          };
      case CanFrame.Data _, CanFrame.Remote _ ->
          new String(SlcanCodec.encode(frame).toArray(), StandardCharsets.US_ASCII).strip();
    };
  }

  private static AllowEntry entry(
      BusName bus, ArbitrationId id, Kind kind, String mask, String value) {
    return new AllowEntry(bus, id, kind, Bytes.fromHex(mask), Bytes.fromHex(value), FREE);
  }
}
