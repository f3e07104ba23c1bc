package dev.portcullis.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The journal's line of an update. */
final class UpdateNotedTest {

  private static final int SORT = 19;

  private static Bytes written(CborItem... fields) {
    return Cbor.encode(CborArray.of(CborItem.uint(2), new CborArray(List.of(fields))));
  }

  private static Bytes written(String line) {
    return written(CborItem.uint(SORT), CborItem.text(line));
  }

  private static Optional<LedgerCodec.Line> line(String line) {
    return Optional.of(new LedgerCodec.Line(2, new Entry.UpdateNoted(line)));
  }

  @Test
  void isReadAsItWasWritten() {
    for (String text :
        List.of("campaign winter-2 is confirmed", "", "~ ", "x".repeat(Entry.UpdateNoted.MAX))) {
      var encoded = LedgerCodec.encode(new LedgerCodec.Line(2, new Entry.UpdateNoted(text)));
      assertEquals(written(text), encoded);
      assertEquals(line(text), LedgerCodec.decode(encoded));
    }
  }

  @Test
  void holdsNothingThatATerminalObeysAndHasAnEnd() {
    assertEquals("a?[2J??b?", new Entry.UpdateNoted("a\u001b[2J\r\nb\u202e").line());
    assertEquals("??", new Entry.UpdateNoted("\ud83d\ude97").line());
    var cut = new Entry.UpdateNoted("x".repeat(513)).line();
    assertEquals(Entry.UpdateNoted.MAX, cut.length());
    assertTrue(cut.endsWith("x..."), cut);
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(600); j > 0; j--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
      }
      var line = new Entry.UpdateNoted(text.toString());
      assertTrue(line.line().chars().allMatch(c -> c >= ' ' && c < 0x7f), "seed 7, " + i);
      assertTrue(line.line().length() <= Entry.UpdateNoted.MAX);
      assertEquals(line, new Entry.UpdateNoted(line.line()), "what is cut stays so");
    }
  }

  @Test
  void isNoneWhereItIsLongerOrNotPrintable() {
    for (String text : List.of("x".repeat(513), "a\nb", "\u001b[2J", "caf\u00e9", "\u007f")) {
      assertEquals(Optional.empty(), LedgerCodec.decode(written(text)));
    }
  }

  @Test
  void isNoneWhereItHasOtherFields() {
    assertEquals(Optional.empty(), LedgerCodec.decode(written(CborItem.uint(SORT))));
    assertEquals(
        Optional.empty(), LedgerCodec.decode(written(CborItem.uint(SORT), CborItem.uint(1))));
    assertEquals(
        Optional.empty(),
        LedgerCodec.decode(written(CborItem.uint(SORT), CborItem.text("a"), CborItem.text("b"))));
    assertEquals(
        Optional.empty(), LedgerCodec.decode(written(CborItem.uint(SORT + 1), CborItem.text("a"))));
  }

  @Test
  void changesNothingThatIsDecided() {
    var state = new LedgerState(Lines.OLDEST);
    var before = SnapshotCodec.encode(state);
    var entry = new Entry.UpdateNoted("campaign winter is confirmed");
    assertTrue(state.accepts(entry));
    state.apply(entry);
    assertEquals(before, SnapshotCodec.encode(state));
  }
}
