package dev.portcullis.can.watch;

import static dev.portcullis.can.watch.TestBus.MILLI;
import static dev.portcullis.can.watch.TestBus.SECOND;
import static dev.portcullis.can.watch.TestBus.drive;
import static dev.portcullis.can.watch.TestBus.frame;
import static dev.portcullis.can.watch.TestBus.speed;
import static dev.portcullis.can.watch.TestBus.torque;
import static dev.portcullis.can.watch.TestBus.with;
import static dev.portcullis.can.watch.TestBus.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.watch.Subject.OfMessage;
import dev.portcullis.can.watch.TestBus.Timed;
import dev.portcullis.crypto.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusWatchTest {

  private static final long TEN = 10 * SECOND;
  private static final WatchSettings LATE = WatchSettings.usual().late(Duration.ofMillis(100));

  @Test
  void findsNothingInCleanTrafficWithinItsJitter() {
    for (int seed = 2; seed < 12; seed++) {
      assertEquals(List.of(), WatchedBus.learned().hears(drive(seed, 60 * SECOND)).findings);
      assertEquals(List.of(), WatchedBus.described().hears(drive(seed, 60 * SECOND)).findings);
    }
  }

  @Test
  void findsNothingOnAClockThatStartsAnywhere() {
    var bus = WatchedBus.learned();
    for (Timed each : drive(3, TEN)) {
      bus.watch.accept(each.frame(), Origin.BUS, Long.MIN_VALUE + 5 + each.nanos());
    }
    assertEquals(List.of(), bus.findings);
  }

  @Test
  void tellsOfAnUnknownIdentifierAtItsFirstFrame() {
    var bus =
        WatchedBus.described().hears(with(drive(2, TEN), new Timed(frame(0x123, "00"), SECOND)));
    Finding finding = bus.only(FindingKind.UNKNOWN_ID);
    assertEquals("123", finding.subject().toString());
    assertEquals(SECOND, finding.nanos());
    assertTrue(finding.isFirst());
    assertEquals(1, bus.findings.size());
  }

  @Test
  void anExtendedIdentifierIsNotTheStandardOneOfTheSameNumber() {
    var bus = WatchedBus.described();
    bus.hear(new Timed(new CanFrame.Data(new Extended(720), Bytes.of(new byte[8])), 0));
    assertEquals(Set.of(FindingKind.UNKNOWN_ID), bus.kinds());
    assertEquals("000002D0", bus.findings.getFirst().subject().toString());
  }

  @Test
  void tellsOfAWrongLength() {
    Finding finding =
        WatchedBus.described()
            .hears(new Timed(frame(0x2D0, "00112233445566"), 0))
            .only(FindingKind.WRONG_LENGTH);
    assertEquals(7, finding.seen());
    assertEquals(8, finding.lowest());
    assertEquals(new OfMessage(TestBus.SPEED, "SPEED", Optional.empty()), finding.subject());
  }

  @Test
  void tellsOfTheWrongKindOfFrame() {
    for (CanFrame wrong :
        List.of(
            new CanFrame.Remote(TestBus.SPEED, 8),
            new CanFrame.Fd(TestBus.SPEED, Bytes.of(new byte[8]), BitRateSwitch.ON))) {
      assertEquals(
          Set.of(FindingKind.WRONG_FORMAT),
          WatchedBus.described().hears(new Timed(wrong, 0)).kinds());
    }
  }

  @Test
  void findsOneFrameAddedAnywhereInAPeriod() {
    List<Timed> clean = without(drive(2, TEN), it -> it.frame().id().equals(TestBus.DOORS));
    for (int phase = 0; phase < 20; phase++) {
      long at = 5 * SECOND + phase * MILLI;
      var bus =
          WatchedBus.described().hears(with(clean, new Timed(frame(0x2D0, "00".repeat(8)), at)));
      long found = bus.only(FindingKind.TOO_OFTEN).nanos() - at;
      assertTrue(found >= 0 && found <= 11 * MILLI, phase + ": " + found);
    }
  }

  @Test
  void doesNotMindAFrameForAnEventOfAMessageSentForEventsToo() {
    assertEquals(
        List.of(),
        WatchedBus.described()
            .hears(with(drive(2, TEN), new Timed(TestBus.doors(1, 20), 5 * SECOND)))
            .findings);
  }

  @Test
  void findsAFloodOfAMessageSentForEventsToo() {
    List<Timed> frames = drive(2, TEN);
    for (int i = 0; i < 100; i++) {
      frames = with(frames, new Timed(TestBus.doors(1, 20), 5 * SECOND + i * MILLI));
    }
    assertTrue(WatchedBus.described().hears(frames).kinds().contains(FindingKind.TOO_OFTEN));
  }

  @Test
  void findsAMessageThatDoesNotComeAnyMore() {
    long stops = 5 * SECOND;
    var bus =
        WatchedBus.learned()
            .hears(
                without(
                    drive(2, TEN),
                    it -> it.frame().id().equals(TestBus.SPEED) && it.nanos() > stops));
    assertEquals(Set.of(FindingKind.SILENT), bus.kinds());
    assertEquals(1, bus.findings.size(), "told once and not for ever");
    assertTrue(bus.findings.getFirst().nanos() - stops < 100 * MILLI);
  }

  @Test
  void findsAMessageOfTheBaselineThatNeverComes() {
    List<Timed> others = without(drive(2, TEN), it -> it.frame().id().equals(TestBus.TORQUE));
    assertEquals(Set.of(FindingKind.SILENT), WatchedBus.learned().hears(others).kinds());
    assertEquals(Set.of(), WatchedBus.described().hears(others).kinds());
  }

  @Test
  void aLostFrameIsNoSilenceAndNoWrongCounter() {
    List<Timed> clean = drive(2, TEN);
    long from = 5 * SECOND;
    var lost =
        clean.stream()
            .filter(it -> it.frame().id().equals(TestBus.TORQUE) && it.nanos() > from)
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(), WatchedBus.learned().hears(without(clean, lost::equals)).findings);
  }

  @Test
  void findsASenderThatTakesOverOffTheBeat() {
    long takesOver = 5 * SECOND;
    List<Timed> frames =
        drive(2, TEN).stream()
            .map(it ->
                it.frame().id().equals(TestBus.SPEED) && it.nanos() > takesOver
                    ? it.at(it.nanos() + 7 * MILLI)
                    : it)
            .sorted(Comparator.comparingLong(Timed::nanos))
            .toList();
    assertEquals(Set.of(FindingKind.OFF_BEAT), WatchedBus.learned().hears(frames).kinds());
  }

  @Test
  void findsACounterThatStandsStillOrGoesBack() {
    var clean = without(drive(2, TEN), it -> it.frame().id().equals(TestBus.TORQUE));
    for (long wrong : List.of(0L, -1L, 5L)) {
      var frames = new ArrayList<>(clean);
      for (int i = 0; i < 300; i++) {
        long counter = i < 200 ? i : i - 1 + wrong;
        frames.add(new Timed(torque(0, counter), i * 10L * MILLI));
      }
      frames.sort(Comparator.comparingLong(Timed::nanos));
      var bus =
          WatchedBus.learned()
              .hears(frames.stream().filter(it -> it.nanos() < 3 * SECOND).toList());
      assertEquals(Set.of(FindingKind.COUNTER), bus.kinds(), "a step of " + wrong);
      assertEquals("0A1 TORQUE.Counter", bus.findings.getFirst().subject().toString());
      assertEquals(200 % 15, bus.findings.getFirst().lowest());
    }
  }

  @Test
  void findsACounterAboveWhatItEverIs() {
    var bus = WatchedBus.learned();
    bus.hear(without(drive(2, 2 * SECOND), it -> false));
    bus.hear(new Timed(frame(0xA1, "000000000000000F"), 2001 * MILLI));
    assertTrue(bus.kinds().contains(FindingKind.COUNTER));
  }

  @Test
  void findsAWrongChecksum() {
    var payload = speed(50, 3).payload().toArray();
    payload[7] ^= 1;
    var bus = WatchedBus.learned();
    bus.hear(new Timed(new CanFrame.Data(TestBus.SPEED, Bytes.of(payload)), 0));
    Finding finding = bus.only(FindingKind.CHECKSUM);
    assertEquals(1, bus.findings.size());
    assertEquals((int) finding.lowest() ^ 1, (int) finding.seen());
  }

  @Test
  void findsAValueOutsideItsLimits() {
    Finding finding =
        WatchedBus.described().hears(new Timed(speed(301, 0), 0)).only(FindingKind.RANGE);
    assertEquals(301, finding.seen(), 1e-9);
    assertEquals("2D0 SPEED.Speed", finding.subject().toString());
  }

  @Test
  void aValueWithANameIsNoMeasurement() {
    assertEquals(List.of(), WatchedBus.described().hears(new Timed(speed(0, 0, 3), 0)).findings);
    assertEquals(
        Set.of(FindingKind.RANGE),
        WatchedBus.described().hears(new Timed(speed(0, 0, 2), 0)).kinds());
  }

  @Test
  void findsAValueThatLeaps() {
    List<Timed> clean = drive(2, TEN);
    List<Timed> frames =
        clean.stream()
            .map(it ->
                it.frame().id().equals(TestBus.SPEED) && it.nanos() > 5 * SECOND
                    ? new Timed(
                        speed(
                            0,
                            TestBus.message(TestBus.SPEED)
                                .signal("Counter")
                                .orElseThrow()
                                .raw(it.frame().payload())),
                        it.nanos())
                    : it)
            .toList();
    var bus = WatchedBus.learned().hears(frames);
    assertEquals(Set.of(FindingKind.STEP, FindingKind.CONTRADICTION), bus.kinds());
    assertEquals(0, bus.only(FindingKind.STEP).seen());
  }

  @Test
  void findsAQuantityThatTwoMessagesSayDifferently() {
    long lies = 5 * SECOND;
    double falsehood = 50 + 40 * Math.sin(lies / (double) SECOND / 30 * 2 * Math.PI);
    List<Timed> frames =
        drive(2, TEN + TEN).stream()
            .map(it ->
                it.frame().id().equals(TestBus.DASHBOARD) && it.nanos() > lies
                    ? new Timed(TestBus.dashboard(falsehood), it.nanos())
                    : it)
            .toList();
    var bus = WatchedBus.learned().hears(frames);
    assertEquals(Set.of(FindingKind.CONTRADICTION), bus.kinds());
    Finding finding = bus.findings.getFirst();
    assertEquals(falsehood, finding.seen(), 0.01);
    assertTrue(finding.lowest() > falsehood || finding.highest() < falsehood);
    assertTrue(finding.nanos() - lies < 3 * SECOND);
  }

  @Test
  void findsAMultiplexorThatSelectsNothing() {
    assertTrue(
        WatchedBus.described()
            .hears(new Timed(frame(902, "0900000000000000"), 0))
            .kinds()
            .contains(FindingKind.MULTIPLEXOR));
  }

  @Test
  void tellsOfAnIdentifierOfOursThatWeDidNotSend() {
    var settings = WatchSettings.usual().with(Set.of(TestBus.COMMAND));
    CanFrame command = frame(752, "01".repeat(8));
    var bus = WatchedBus.learned(settings);
    bus.watch.accept(command, Origin.OURSELVES, 0);
    assertEquals(List.of(), bus.findings);
    bus.watch.accept(command, Origin.BUS, MILLI);
    assertEquals(Set.of(FindingKind.OURS_FROM_ELSEWHERE), bus.kinds());
    assertEquals("2F0", bus.findings.getFirst().subject().toString());
  }

  @Test
  void tellsOfAnotherProgramOfThisHostThatSends() {
    var bus = WatchedBus.learned();
    bus.watch.accept(frame(752, "01".repeat(8)), Origin.THIS_HOST, 0);
    assertEquals(Set.of(FindingKind.SENT_BY_THIS_HOST), bus.kinds());
  }

  @Test
  void tellsOfDiagnosticRequestsOnlyWhileDriving() {
    var speed =
        new SpeedSource(
            TestBus.message(TestBus.SPEED),
            TestBus.message(TestBus.SPEED).signal("Speed").orElseThrow(),
            3);
    for (CanFrame request :
        List.of(
            frame(0x7DF, "0211010000000000"),
            frame(0x7E0, "0211010000000000"),
            frame(0x7E7, "1014110000000000"),
            new CanFrame.Data(new Extended(0x18DB33F1), Bytes.fromHex("021101")),
            new CanFrame.Data(new Extended(0x18DA10F1), Bytes.fromHex("021101")))) {
      var driving = WatchedBus.learned(WatchSettings.usual().with(speed));
      driving.hear(new Timed(speed(50, 0), 0), new Timed(request, MILLI));
      assertEquals(Set.of(FindingKind.DIAGNOSTICS_WHILE_DRIVING), driving.kinds());
      assertEquals(0x11, driving.findings.getFirst().seen());
      var standing = WatchedBus.learned(WatchSettings.usual().with(speed));
      standing.hear(new Timed(speed(0, 0), 0), new Timed(request, MILLI));
      assertEquals(Set.of(), standing.kinds());
    }
  }

  @Test
  void whoSilencesTheSpeedIsTakenForDriving() {
    var speed =
        new SpeedSource(
            TestBus.message(TestBus.SPEED),
            TestBus.message(TestBus.SPEED).signal("Speed").orElseThrow(),
            3);
    var bus = WatchedBus.learned(WatchSettings.usual().with(speed));
    bus.hear(new Timed(speed(0, 0), 0));
    for (int i = 1; i < 300; i++) {
      bus.hear(new Timed(torque(0, i), i * 10L * MILLI));
    }
    bus.hear(new Timed(frame(0x7DF, "0211010000000000"), 3 * SECOND));
    assertTrue(bus.kinds().contains(FindingKind.DIAGNOSTICS_WHILE_DRIVING));
  }

  @Test
  void answersToATesterAreNoStrangers() {
    assertEquals(
        List.of(),
        WatchedBus.learned()
            .hears(
                new Timed(frame(0x7E8, "0341000000000000"), 0),
                new Timed(new CanFrame.Data(new Extended(0x18DAF110), Bytes.fromHex("00")), 1))
            .findings);
  }

  @Test
  void findsAStormOfErrorFramesAndNotAFew() {
    var bus = WatchedBus.learned();
    for (int i = 0; i < ErrorCheck.MOST_ERRORS; i++) {
      bus.watch.accept(new ErrorFrame(0x80, 0), i * MILLI);
    }
    assertEquals(List.of(), bus.findings);
    bus.watch.accept(new ErrorFrame(0x80, 0), 20 * MILLI);
    assertEquals(Set.of(FindingKind.ERROR_STORM), bus.kinds());
  }

  @Test
  void tellsOfBusOffAtOnce() {
    var bus = WatchedBus.learned();
    bus.watch.accept(new ErrorFrame(ErrorFrame.BUS_OFF, 0), 0);
    assertEquals(Set.of(FindingKind.BUS_OFF), bus.kinds());
    bus.watch.accept(BusCondition.OFF, 1);
    assertEquals(1, bus.findings.size(), "the same fall");
    bus.watch.accept(BusCondition.ACTIVE, 2);
    bus.watch.accept(BusCondition.PASSIVE, 3);
    assertEquals(Set.of(FindingKind.BUS_OFF, FindingKind.ERROR_STORM), bus.kinds());
  }

  @Test
  void findsABusThatIsFullerThanEver() {
    var bus = WatchedBus.learned();
    bus.hear(drive(2, 2 * SECOND));
    for (int i = 0; i < 4_000; i++) {
      bus.hear(new Timed(frame(0, "00".repeat(8)), 2 * SECOND + i * MILLI / 4));
    }
    assertTrue(bus.kinds().containsAll(Set.of(FindingKind.BUS_LOAD, FindingKind.UNKNOWN_ID)));
    assertTrue(bus.only(FindingKind.BUS_LOAD).nanos() < 2_300 * MILLI);
  }

  @Test
  void aSilentBusIsOneFindingAndNotOneForEachMessage() {
    var bus = WatchedBus.learned();
    bus.hear(drive(2, TEN));
    for (int i = 0; i < 100; i++) {
      bus.watch.look(TEN + i * 100L * MILLI);
    }
    assertEquals(Set.of(FindingKind.BUS_SILENT), bus.kinds());
    assertEquals(1, bus.findings.size());
    drive(4, TEN).forEach(it -> bus.hear(it.at(it.nanos() + 3 * TEN)));
    assertEquals(1, bus.findings.size(), "waking up is no finding");
  }

  @Test
  void aReaderThatStoodStillFindsNothingInTheHeapItReads() {
    var bus = WatchedBus.learned();
    for (Timed each : drive(2, TEN)) {
      boolean inTheHeap = each.nanos() > 5 * SECOND && each.nanos() < 5_200 * MILLI;
      bus.hear(inTheHeap ? each.at(5_200 * MILLI) : each);
    }
    assertEquals(List.of(), bus.findings);
  }

  @Test
  void whoSilencesNearlyAllOfABusIsNoAccident() {
    var bus = WatchedBus.learned();
    bus.hear(drive(2, TEN));
    for (int i = 0; i < 30; i++) {
      bus.hear(new Timed(TestBus.doors(0, 20), TEN + i * 200L * MILLI));
    }
    Tally silent =
        bus.watch.report().tallies().stream()
            .filter(it -> it.kind() == FindingKind.SILENT)
            .findFirst()
            .orElseThrow();
    assertEquals(
        Set.of(TestBus.SPEED, TestBus.TORQUE, TestBus.DASHBOARD), Set.copyOf(silent.ids()));
  }

  @Test
  void missedFramesAreToldAndExplainGaps() {
    var bus = WatchedBus.learned();
    List<Timed> clean = drive(2, TEN);
    bus.hear(clean.stream().filter(it -> it.nanos() < 5 * SECOND).toList());
    bus.watch.miss(12, 5_060 * MILLI);
    bus.hear(clean.stream().filter(it -> it.nanos() > 5_065 * MILLI).toList());
    assertEquals(Set.of(FindingKind.FRAMES_MISSED), bus.kinds());
  }

  @Test
  void aRunIsToldAtOnceAndThenWithinBounds() {
    var bus = WatchedBus.learned();
    for (int i = 0; i < 10_000; i++) {
      bus.hear(new Timed(frame(0x123, "00"), i * MILLI));
    }
    assertEquals(0, bus.findings.getFirst().nanos());
    long told = bus.findings.stream().filter(it -> it.kind() == FindingKind.UNKNOWN_ID).count();
    assertEquals(10, told);
    assertEquals(1_000, bus.findings.getLast().times());
    Tally tally =
        bus.watch.report().tallies().stream()
            .filter(it -> it.kind() == FindingKind.UNKNOWN_ID)
            .findFirst()
            .orElseThrow();
    assertEquals(10_000, tally.count());
  }

  @Test
  void aFloodOfDifferentIdentifiersIsBoundedInMemoryAndInWords() {
    var bus = WatchedBus.learned();
    var random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      bus.hear(
          new Timed(
              new CanFrame.Data(new Extended(random.nextInt(1 << 29)), Bytes.empty()),
              i * MILLI / 10));
    }
    assertTrue(bus.findings.size() < 40 + 10 * 21 + 5, bus.findings.size() + " told");
    Tally tally =
        bus.watch.report().tallies().stream()
            .filter(it -> it.kind() == FindingKind.UNKNOWN_ID)
            .findFirst()
            .orElseThrow();
    assertEquals(Tally.MOST_IDS, tally.ids().size());
    assertEquals(IdentifierRuns.MOST, tally.ids().size() + tally.moreIds());
    assertFalse(tally.count() < 199_000);
  }

  @Test
  void whateverComesIsTakenWithoutAFault() {
    var random = new Random(7);
    var bus = WatchedBus.learned(WatchSettings.usual().with(Set.of(TestBus.COMMAND)));
    for (int i = 0; i < 200_000; i++) {
      var payload = new byte[random.nextInt(9)];
      random.nextBytes(payload);
      int id = random.nextBoolean() ? 720 : random.nextInt(2048);
      bus.watch.accept(
          new CanFrame.Data(new Standard(id), Bytes.of(payload)),
          random.nextBoolean() ? Origin.BUS : Origin.THIS_HOST,
          random.nextInt(4) == 0 ? random.nextLong() : i * MILLI);
    }
    assertEquals(200_000, bus.watch.report().frames());
  }

  /** Each frame gets the stamp of the end of its tenth of a second, as if somebody slept. */
  private static List<Timed> inHeaps(List<Timed> frames) {
    return frames.stream()
        .map(it -> it.at((it.nanos() / (100 * MILLI) + 1) * 100 * MILLI))
        .toList();
  }

  @Test
  void framesThatComeInHeapsAreFoundTooOftenUnlessTheyMayBeLate() {
    List<Timed> heaps = inHeaps(drive(4, 60 * SECOND));
    assertTrue(WatchedBus.learned().hears(heaps).kinds().contains(FindingKind.TOO_OFTEN));
    assertEquals(Set.of(), WatchedBus.learned(LATE).hears(heaps).kinds());
  }

  @Test
  void whoSendsBesideASenderIsFoundAlsoWhereFramesMayBeLate() {
    List<Timed> twice = new ArrayList<>(drive(4, 10 * SECOND));
    for (long at = 5 * SECOND; at < 8 * SECOND; at += 10 * MILLI) {
      twice.add(new Timed(torque(0, 0), at));
    }
    twice.sort(Comparator.comparingLong(Timed::nanos));
    var found = WatchedBus.learned(LATE).hears(inHeaps(twice)).only(FindingKind.TOO_OFTEN);
    assertTrue(found.nanos() < 6 * SECOND, found.toString());
  }

  @Test
  void aSilencedSenderIsFoundAlsoWhereFramesMayBeLate() {
    List<Timed> silenced =
        without(
            drive(4, 10 * SECOND),
            it -> it.frame().id().equals(TestBus.SPEED) && it.nanos() > 5 * SECOND);
    var found = WatchedBus.learned(LATE).hears(inHeaps(silenced)).only(FindingKind.SILENT);
    assertTrue(found.nanos() < 6 * SECOND, found.toString());
  }

  @Test
  void nobodyWasSilentWhileThereWasNoAdapter() {
    var bus = WatchedBus.learned();
    bus.hear(drive(4, 5 * SECOND));
    bus.watch.beginAnew(60 * SECOND);
    drive(5, 5 * SECOND)
        .forEach(it -> bus.watch.accept(it.frame(), Origin.BUS, it.nanos() + 60 * SECOND));
    assertEquals(Set.of(), bus.kinds());
  }

  @Test
  void aFreshnessValueIsNoMeasurement() {
    var dbc =
        """
        BU_: ECU
        BO_ 1 A: 8 ECU
         SG_ Freshness : 0|64@1+ (1,0) [0|0] "" ECU
        BO_ 2 B: 8 ECU
         SG_ Freshness : 0|64@1+ (1,0) [0|0] "" ECU
        """;
    var description = BusDescription.parse(Bytes.utf8(dbc)).orFault();
    var learner = new BaselineLearner(description, 500_000);
    for (int i = 0; i < 1000; i++) {
      for (int id = 1; id <= 2; id++) {
        learner.accept(
            frame(id, String.format("%02x%02x000000000000", i & 255, i >> 8)),
            i * 10L * MILLI + id);
      }
    }
    learner
        .learned()
        .messages()
        .forEach(it -> {
          assertEquals(List.of(), it.signals());
          assertEquals(List.of(), it.twins());
        });
  }
}
