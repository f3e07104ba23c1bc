package dev.portcullis.can.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.permit.AllowEntry.Kind;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransmitAllowlistTest {

  private static final BusName BODY = new BusName("body");
  private static final Rate TWO_THEN_ONE_A_SECOND = new Rate(2, 1);
  private static final CanFrame LOCK = data(0x2F0, "0100aa");

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void anEmptyListPermitsNothing() {
    assertEquals(Outcome.refused(ListRefusal.NOT_LISTED), allowlist().permit(BODY, LOCK));
  }

  @Test
  void permitsWhatMatchesInEveryBit() {
    assertEquals(Outcome.passed(LOCK), allowlist(entry(Kind.DATA)).permit(BODY, LOCK));
  }

  @Test
  void refusesWhatDiffersInAnything() {
    var allowlist = allowlist(entry(Kind.DATA));
    refused(allowlist, new BusName("chassis"), LOCK);
    refused(allowlist, BODY, data(0x2F1, "0100aa"));
    refused(allowlist, BODY, new CanFrame.Data(new Extended(0x2F0), Bytes.fromHex("0100aa")));
    refused(allowlist, BODY, data(0x2F0, "0200aa"));
    refused(allowlist, BODY, data(0x2F0, "0101aa"));
    refused(allowlist, BODY, data(0x2F0, "0100"));
    refused(allowlist, BODY, data(0x2F0, "0100aa00"));
    refused(allowlist, BODY, new CanFrame.Remote(new Standard(0x2F0), 3));
    refused(
        allowlist,
        BODY,
        new CanFrame.Fd(new Standard(0x2F0), Bytes.fromHex("0100aa"), BitRateSwitch.OFF));
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
  }

  @Test
  void aRemoteFrameAndAnFdFrameNeedTheirOwnEntries() {
    var remote = new CanFrame.Remote(new Standard(0x2F0), 3);
    var fd = new CanFrame.Fd(new Standard(0x2F0), Bytes.fromHex("0100aa"), BitRateSwitch.ON);
    var allowlist = allowlist(entry(Kind.REMOTE), entry(Kind.FD));
    assertEquals(Outcome.passed(remote), allowlist.permit(BODY, remote));
    assertEquals(Outcome.passed(fd), allowlist.permit(BODY, fd));
    refused(allowlist, BODY, LOCK);
  }

  @Test
  void permitsABurstAndThenItsRateAlsoWhereTheClockWraps() {
    var allowlist = allowlist(entry(Kind.DATA));
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    exceeded(allowlist);
    now.addAndGet(999_999_999L);
    exceeded(allowlist);
    now.addAndGet(1);
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    exceeded(allowlist);
    now.addAndGet(3_600_000_000_000L);
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    exceeded(allowlist);
  }

  @Test
  void aRateAboveOneASecondIsEarnedInPartsOfIt() {
    var fast =
        new AllowEntry(
            BODY,
            new Standard(0x2F0),
            Kind.DATA,
            Bytes.fromHex("ffffff"),
            LOCK.payload(),
            new Rate(1, 4));
    var allowlist = allowlist(fast);
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    now.addAndGet(249_999_999L);
    exceeded(allowlist);
    now.addAndGet(1);
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
    exceeded(allowlist);
  }

  @Test
  void aRateIsAtLeastOneAtOnceAndOneASecond() {
    assertEquals(new Rate(1, 1), new Rate(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
  }

  @Test
  void aFrameThatIsRefusedCostsNoRate() {
    var allowlist = allowlist(entry(Kind.DATA));
    for (int i = 0; i < 100; i++) {
      refused(allowlist, BODY, data(0x2F0, "0200aa"));
    }
    assertEquals(Outcome.passed(LOCK), allowlist.permit(BODY, LOCK));
  }

  @Test
  void anEntryCannotAskForBitsOutsideItsMask() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new AllowEntry(
                BODY,
                new Standard(1),
                Kind.DATA,
                Bytes.fromHex("f0"),
                Bytes.fromHex("0f"),
                TWO_THEN_ONE_A_SECOND));
  }

  @Test
  void aMaskIsForAsManyBytesAsTheValue() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new AllowEntry(
                BODY,
                new Standard(1),
                Kind.DATA,
                Bytes.fromHex("ffff"),
                Bytes.fromHex("0f"),
                TWO_THEN_ONE_A_SECOND));
  }

  private static void refused(TransmitAllowlist allowlist, BusName bus, CanFrame frame) {
    assertEquals(Outcome.refused(ListRefusal.NOT_LISTED), allowlist.permit(bus, frame));
  }

  private static void exceeded(TransmitAllowlist allowlist) {
    assertEquals(Outcome.refused(ListRefusal.RATE_EXCEEDED), allowlist.permit(BODY, LOCK));
  }

  private TransmitAllowlist allowlist(AllowEntry... entries) {
    var mode = new TransmitMode(now::get);
    mode.end(Silence.BUS_FAULT);
    mode.heard(Duration.ofDays(36_500));
    return new TransmitAllowlist(List.of(entries), mode, now::get);
  }

  /** The first two bytes fixed, the third free. */
  private static AllowEntry entry(Kind kind) {
    return new AllowEntry(
        BODY,
        new Standard(0x2F0),
        kind,
        Bytes.fromHex("ffff00"),
        Bytes.fromHex("010000"),
        TWO_THEN_ONE_A_SECOND);
  }

  private static CanFrame data(int id, String payload) {
    return new CanFrame.Data(new Standard(id), Bytes.fromHex(payload));
  }
}
