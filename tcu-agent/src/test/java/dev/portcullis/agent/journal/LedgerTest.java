package dev.portcullis.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LedgerTest {

  private static final Path FOLDER = Path.of("/journal");
  private static final JournalLimits LIMITS = new JournalLimits(4096, 200_000, 260_000);

  private static Journal journal(CrashingFileSystem disk) {
    return Journal.open(disk, FOLDER, LIMITS).orFault();
  }

  private static Ledger ledger(CrashingFileSystem disk, int checkpointEvery) {
    return Ledger.open(journal(disk), Lines.OLDEST, checkpointEvery).orFault();
  }

  private static Ledger reopened(CrashingFileSystem disk) {
    disk.kill();
    return ledger(disk, 1000);
  }

  private static Entry.Intent intent(long sequence, long counter) {
    return new Entry.Intent(
        sequence, Lines.signer(1), counter, Lines.command((int) sequence), Optional.empty());
  }

  private static Entry.Ended ended(long sequence, long counter, String receipt) {
    return new Entry.Ended(
        sequence,
        Lines.signer(1),
        counter,
        ReceiptOutcome.DONE,
        Bytes.utf8(receipt),
        Optional.empty());
  }

  private static void append(Ledger ledger, Entry... entries) {
    for (Entry entry : entries) {
      var _ = ledger.append(entry).orFault();
    }
  }

  @Test
  void whatIsReplayedIsWhatWasLive() {
    for (long seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var lines = new Lines(random);
      var disk = CrashingFileSystem.empty();
      var live = ledger(disk, 1 + random.nextInt(40));
      for (int i = 0; i < 120; i++) {
        append(live, lines.next());
        var _ = live.checkpointWhenDue().orFault();
      }
      assertSame(lines.state(), live, "live, seed " + seed);
      assertSame(lines.state(), reopened(disk), "replayed, seed " + seed);
    }
  }

  private static void assertSame(LedgerState expected, Ledger ledger, String when) {
    assertEquals(expected.sequence() + 1, ledger.nextSequence(), when);
    assertEquals(expected.floor(), ledger.floor(), when);
    assertEquals(expected.runLimit(), ledger.runLimit(), when);
    assertEquals(expected.interrupted(), ledger.interrupted(), when);
    assertEquals(expected.undelivered(), ledger.undelivered(), when);
    assertEquals(expected.register(), ledger.register(), when);
    expected
        .turnedAway()
        .keySet()
        .forEach(
            request -> assertEquals(expected.receiptOf(request), ledger.receiptOf(request), when));
    expected
        .signers()
        .forEach((signer, record) -> {
          assertEquals(record.window(), ledger.window(signer), when);
          record
              .decided()
              .forEach((counter, decided) -> {
                assertEquals(
                    Optional.of(decided), ledger.about(signer, new Counter(counter)), when);
                assertEquals(
                    expected.receipts().find(decided.sequence()),
                    ledger.receipt(decided.sequence()),
                    when);
              });
        });
  }

  @Test
  void aSnapshotSaysAllThereIs() {
    for (long seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var lines = new Lines(random);
      for (int i = 0; i < 150; i++) {
        var _ = lines.next();
        if (random.nextBoolean()) {
          lines.state().receipts().delivered(random.nextInt(150));
        }
      }
      var snapshot = SnapshotCodec.encode(lines.state());
      var again = SnapshotCodec.decode(snapshot).orElseThrow();
      assertEquals(snapshot, SnapshotCodec.encode(again), "seed " + seed);
      assertEquals(lines.state().undelivered(), again.undelivered(), "seed " + seed);
    }
  }

  @Test
  void linesAreReadAsTheyWereWritten() {
    var lines = new Lines(new Random(1));
    for (int i = 0; i < 500; i++) {
      var line = new LedgerCodec.Line(i, lines.next());
      assertEquals(Optional.of(line), LedgerCodec.decode(LedgerCodec.encode(line)));
    }
  }

  @Test
  void noPowerCutLosesWhatWasAcknowledgedOrInventsWhatWasNot() {
    for (long seed = 0; seed < 250; seed++) {
      var random = new Random(seed);
      var lines = new Lines(random);
      var disk = CrashingFileSystem.empty();
      var states = new ArrayList<Bytes>();
      try {
        var ledger = ledger(disk, 3 + random.nextInt(6));
        states.add(SnapshotCodec.encode(lines.state()));
        disk.stopIn(random.nextInt(90));
        while (states.size() < 60) {
          // The one in hand when the power goes may or may not be there.
          var next = lines.next();
          states.add(SnapshotCodec.encode(lines.state()));
          append(ledger, next);
          states.removeFirst();
          var _ = ledger.checkpointWhenDue().orFault();
          if (states.size() != 1) {
            throw new AssertionError("one state too many");
          }
        }
      } catch (PowerCut expected) {
        var found = ledger(disk.afterCrash(Choices.of(random)), 1000);
        assertTrue(
            states.contains(found.snapshot()),
            "seed " + seed + ": neither the last acknowledged state nor the next");
      }
    }
  }

  @Test
  void aReceiptThatWasNotDeliveredSurvivesTheLineThatMadeIt() {
    var disk = CrashingFileSystem.empty();
    append(ledger(disk, 1000), intent(1, 5), ended(1, 5, "done"));
    assertEquals(Set.of(1L), reopened(disk).undelivered().keySet());
  }

  @Test
  void deliveredReceiptsAreForgottenWithTheNextLine() {
    var disk = CrashingFileSystem.empty();
    var ledger = ledger(disk, 1000);
    append(ledger, intent(1, 5), ended(1, 5, "one"), intent(2, 6), ended(2, 6, "two"));
    ledger.delivered(1);
    assertEquals(Set.of(2L), ledger.undelivered().keySet());
    assertEquals(Set.of(1L, 2L), reopened(disk).undelivered().keySet(), "no line said so yet");
    var again = reopened(disk);
    again.delivered(1);
    append(again, intent(3, 7));
    assertEquals(Set.of(2L), reopened(disk).undelivered().keySet());
  }

  @Test
  void whatTheDiskRefusesDoesNotCount() {
    var disk = CrashingFileSystem.empty();
    var ledger = ledger(disk, 1000);
    disk.fallIll(DurableRefusal.READ_ONLY);
    assertEquals(Outcome.refused(DurableRefusal.READ_ONLY), ledger.append(intent(1, 5)));
    assertEquals(1, ledger.nextSequence());
    assertEquals(ReplayWindow.unused(), ledger.window(Lines.signer(1)));
    disk.heal();
    append(ledger, intent(1, 5));
    assertEquals(1, ledger.interrupted().size());
  }

  @Test
  void anIntentWithoutAnEndIsInterruptedUntilItEnds() {
    var disk = CrashingFileSystem.empty();
    var ledger = ledger(disk, 1000);
    append(ledger, intent(1, 5), intent(2, 6), ended(1, 5, "done"));
    assertEquals(
        List.of(new Interruption(2, Lines.signer(1), 6, Lines.command(2))),
        reopened(disk).interrupted());
  }

  @Test
  void anIntentWhoseCounterLeftTheWindowIsStillInterrupted() {
    var disk = CrashingFileSystem.empty();
    var ledger = ledger(disk, 1000);
    append(ledger, intent(1, 5), intent(2, 500));
    assertEquals(2, reopened(disk).interrupted().size());
    var again = reopened(disk);
    append(again, ended(1, 5, "late"));
    assertEquals(1, again.interrupted().size());
    assertInstanceOf(
        Decided.Settled.class, again.about(Lines.signer(1), new Counter(5)).orElseThrow());
    assertTrue(again.undelivered().containsKey(1L));
  }

  @Test
  void aDecisionIsRememberedHoweverFarTheNextCounterLeaps() {
    var disk = CrashingFileSystem.empty();
    var ledger = ledger(disk, 1000);
    int leap = 1000;
    for (int i = 1; i <= ReplayWindow.WIDTH + 1; i++) {
      append(ledger, intent(i, (long) leap * i), ended(i, (long) leap * i, "done"));
    }
    var again = reopened(disk);
    assertEquals(Optional.empty(), again.about(Lines.signer(1), new Counter(leap)));
    for (int i = 2; i <= ReplayWindow.WIDTH + 1; i++) {
      assertEquals(
          i, again.about(Lines.signer(1), new Counter(1L * leap * i)).orElseThrow().sequence());
    }
  }

  @Test
  void theSameCommandTurnedAwayForTheSameReasonHasItsReceipt() {
    var ledger = ledger(CrashingFileSystem.empty(), 1000);
    var request = Digest.of(Bytes.utf8("request"));
    var command = Digest.of(Bytes.utf8("command"));
    append(
        ledger,
        new Entry.TurnedAway(
            1, Lines.signer(1), request, command, RefusalCode.WRONG_BOOT, Bytes.utf8("no")));
    assertEquals(Optional.of(Bytes.utf8("no")), ledger.receiptOf(request));
    assertEquals(Optional.of(Bytes.utf8("no")), ledger.receiptOf(command, RefusalCode.WRONG_BOOT));
    assertEquals(Optional.empty(), ledger.receiptOf(command, RefusalCode.WRONG_NONCE));
  }

  @Test
  void theBusiestVehicleStillFitsIntoASnapshot() {
    var state = new LedgerState(Lines.OLDEST);
    var random = new Random(7);
    var receipt = new byte[2000];
    long sequence = 0;
    for (int signer = 0; signer < LedgerState.MAX_SIGNERS; signer++) {
      for (long counter = 1; counter <= ReplayWindow.WIDTH; counter++) {
        random.nextBytes(receipt);
        sequence++;
        state.apply(
            new Entry.Refused(
                sequence,
                Lines.signer(signer),
                -counter,
                Digest.of(Bytes.of(receipt)),
                RefusalCode.NOT_STANDING,
                Bytes.of(receipt)));
      }
    }
    for (int i = 0; i < 500; i++) {
      random.nextBytes(receipt);
      sequence++;
      var digest = Digest.of(Bytes.of(receipt));
      state.apply(
          new Entry.TurnedAway(
              sequence, digest, digest, digest, RefusalCode.WRONG_BOOT, Bytes.of(receipt)));
    }
    fullRegister(state, sequence);
    assertEquals(LedgerState.MAX_SIGNERS, state.signers().size());
    var snapshot = SnapshotCodec.encode(state);
    assertTrue(
        snapshot.size() < JournalLimits.standard().snapshotBytes() * 9 / 10,
        snapshot.size() + " bytes");
    assertTrue(SnapshotCodec.decode(snapshot).isPresent());
  }

  private static void fullRegister(LedgerState state, long before) {
    long sequence = before;
    for (int i = 0; i < Register.MOST_ENROLLED; i++) {
      state.apply(
          new RegisterEntry.KeyEnrolled(
              key(i), KeyProtection.TRUSTED_ENVIRONMENT, "a".repeat(256)));
    }
    for (int i = 0; i < Register.MOST_REVOKED; i++) {
      sequence++;
      state.apply(
          new RegisterEntry.Answered(
              sequence,
              key(i),
              Optional.empty(),
              new RegisterEntry.Effect.Revoked(List.of(key(1000 + i))),
              Bytes.of(new byte[300])));
    }
    for (int i = 1; i <= 4; i++) {
      var keys = IntStream.range(512 * i, 512 * i + 512).mapToObj(LedgerTest::key).toList();
      var serials =
          IntStream.range(256 * i, 256 * i + 256)
              .mapToObj(serial -> BigInteger.ONE.shiftLeft(159).add(BigInteger.valueOf(serial)))
              .toList();
      var entry = new RegisterEntry.RevocationsTaken(i, keys, serials);
      assertTrue(state.accepts(entry));
      state.apply(entry);
    }
    for (int i = 1; i <= 200; i++) {
      state.apply(new RegisterEntry.CheckpointMade(i, key(i)));
    }
    assertFalse(state.accepts(new RegisterEntry.RevocationsTaken(9, List.of(key(9)), List.of())));
    assertFalse(state.accepts(revoking(List.of(key(9)))));
  }

  private static Digest key(int number) {
    return Digest.of(Bytes.utf8("key " + number));
  }

  private static RegisterEntry revoking(List<Digest> keys) {
    return new RegisterEntry.Answered(
        1, key(0), Optional.empty(), new RegisterEntry.Effect.Revoked(keys), Bytes.utf8("done"));
  }

  @Test
  void theKeyThatWasLongestUnusedMakesRoomUnlessItIsUnderWay() {
    var state = new LedgerState(Lines.OLDEST);
    state.apply(new Entry.Intent(1, Lines.signer(0), 5, Lines.command(1), Optional.empty()));
    for (int signer = 1; signer <= LedgerState.MAX_SIGNERS; signer++) {
      state.apply(
          new Entry.Refused(
              signer + 1L,
              Lines.signer(signer),
              9,
              Digest.of(Bytes.empty()),
              RefusalCode.NOT_STANDING,
              Bytes.utf8("no")));
    }
    assertEquals(LedgerState.MAX_SIGNERS, state.signers().size());
    assertEquals(1, state.interrupted().size());
    assertEquals(ReplayWindow.unused(), state.window(Lines.signer(1)));
    assertEquals(9, state.window(Lines.signer(2)).highest());
  }

  @Test
  void aFullJournalIsReplacedByASnapshotAtOnce() {
    var disk = CrashingFileSystem.empty();
    var ledger =
        Ledger.open(
                Journal.open(disk, FOLDER, new JournalLimits(4096, 50_000, 60_000)).orFault(),
                Lines.OLDEST,
                1_000_000)
            .orFault();
    for (int i = 0; i < 5000; i++) {
      append(ledger, new Entry.TimeFloor(Lines.OLDEST.plusSeconds(i)));
    }
    assertEquals(Lines.OLDEST.plusSeconds(4999), ledger.floor());
  }

  @Test
  void linesThatAreNotOursAreRefusedAndNotGuessedAt() {
    var genuine = LedgerCodec.encode(new LedgerCodec.Line(1, intent(1, 5)));
    for (Bytes strange :
        List.of(
            Bytes.empty(),
            Bytes.utf8("INTENT 1"),
            Bytes.concat(genuine, Bytes.of((byte) 0)),
            line(CborItem.uint(9)),
            line(CborItem.uint(0x1_0000_0001L), CborItem.uint(1)),
            line(CborItem.uint(7), CborItem.uint(1)),
            line(CborItem.uint(5), CborItem.uint(Long.MAX_VALUE)),
            LedgerCodec.encode(new LedgerCodec.Line(1, ended(1, 0, "counter zero"))),
            LedgerCodec.encode(
                new LedgerCodec.Line(
                    1,
                    new Entry.Intent(
                        1, Lines.signer(1), 5, Bytes.utf8("no command"), Optional.empty()))))) {
      assertEquals(
          Outcome.refused(Ledger.Unreadable.NOT_OURS), openedAfter(strange), strange.hex());
    }
  }

  private static Bytes line(CborItem... fields) {
    return Cbor.encode(
        CborItem.CborArray.of(CborItem.uint(1), new CborItem.CborArray(List.of(fields))));
  }

  /** What the next start makes of a journal with these lines. */
  private static Outcome<String, Ledger.Unreadable> openedAfter(Bytes... lines) {
    var disk = CrashingFileSystem.empty();
    var journal = journal(disk);
    for (Bytes line : lines) {
      var _ = journal.append(line).orFault();
    }
    journal.close();
    return Ledger.open(journal(disk), Lines.OLDEST, 10).map(_ -> "opened");
  }

  @Test
  void aCounterThatIsUsedUpTwiceIsNotOurs() {
    var once = LedgerCodec.encode(new LedgerCodec.Line(1, intent(1, 5)));
    var twice = LedgerCodec.encode(new LedgerCodec.Line(1, intent(2, 5)));
    assertEquals(Outcome.passed("opened"), openedAfter(once));
    assertEquals(Outcome.refused(Ledger.Unreadable.NOT_OURS), openedAfter(once, twice));
  }

  @Test
  void aSnapshotThatIsNotOursIsRefused() {
    var journal = journal(CrashingFileSystem.empty());
    var _ = journal.checkpoint(Bytes.utf8("a snapshot of something else")).orFault();
    assertEquals(
        Outcome.refused(Ledger.Unreadable.NOT_OURS),
        Ledger.open(journal, Lines.OLDEST, 10).map(_ -> "opened"));
  }
}
