package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stopped agent's journal says, read by its form alone: a line is {@code [from, [sort,
 * sequence, ..., receipt]]}, see the agent's {@code LedgerCodec}.
 *
 * @param intents the sequences of the intents
 * @param ends the sequences of what became of them
 * @param receipts of every decision, by its command
 */
record Decisions(List<Long> intents, List<Long> ends, Map<CommandId, List<Bytes>> receipts) {

  private static final CborLimits LIMITS = new CborLimits(1024 * 1024, 8, 10_000);
  private static final int INTENT = 1;
  private static final int ENDED = 2;
  private static final int OUTCOME = 4;
  private static final int RECEIPT = 5;
  private static final Set<Integer> WITH_A_RECEIPT = Set.of(ENDED, 3, 4);

  static Decisions read(Path folder) {
    var journal = Journal.open(new DiskFileSystem(), folder, JournalLimits.standard()).orFault();
    try {
      var replay = journal.replay();
      assertTrue(replay.snapshot().isEmpty(), "the journal was cut down while this test ran");
      var found = new Decisions(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
      replay.records().forEach(found::add);
      return found;
    } finally {
      journal.close();
    }
  }

  /** Every intent has exactly one end. */
  void assertEveryIntentEnded() {
    assertEquals(new HashSet<>(intents).size(), intents.size(), "two intents of one number");
    assertEquals(
        intents.stream().sorted().toList(), ends.stream().sorted().toList(), "intents and ends");
  }

  private void add(Bytes record) {
    var line = (CborItem.CborArray) Cbor.decode(record, LIMITS).orFault();
    var entry = ((CborItem.CborArray) line.items().get(1)).items();
    int sort = (int) number(entry.getFirst());
    if (sort == INTENT) {
      intents.add(number(entry.get(1)));
    }
    if (sort == ENDED) {
      ends.add(number(entry.get(1)));
      assertFrame(entry);
    }
    if (WITH_A_RECEIPT.contains(sort)) {
      var encoded =
          ((CborItem.ByteString) entry.get(sort == ENDED ? RECEIPT : entry.size() - 1)).value();
      var command = ReceiptCodec.parse(encoded).orFault().claims().command();
      receipts.computeIfAbsent(command, _ -> new ArrayList<>()).add(encoded);
    }
  }

  /** What was done has the frame that went out for it. */
  private static void assertFrame(List<CborItem> entry) {
    if (entry.get(OUTCOME) instanceof CborItem.TextString(var outcome)
        && outcome.equals(ReceiptOutcome.DONE.wire())) {
      var frame = assertInstanceOf(CborItem.TextString.class, entry.getLast()).value();
      assertTrue(frame.matches("2[EF]0##.*"), frame);
    }
  }

  private static long number(CborItem item) {
    return ((CborItem.Uint) item).bits();
  }
}
