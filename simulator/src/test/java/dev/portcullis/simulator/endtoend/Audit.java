package dev.portcullis.simulator.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.bus.MonotonicTime;
import dev.portcullis.simulator.bus.Sighting;
import dev.portcullis.simulator.endtoend.Owner.Kept;
import dev.portcullis.simulator.endtoend.Owner.Sent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what the agent said, in its receipts, with what the tap saw: the promises of issue 2 for
 * every command that was delivered.
 */
final class Audit {

  private final Owner owner;
  private final Witness witness;
  private final Map<ReceiptOutcome, Integer> outcomes = new EnumMap<>(ReceiptOutcome.class);
  private final Map<RefusalCode, Integer> codes = new EnumMap<>(RefusalCode.class);
  private int repeats;

  /** Commands that were under way at once, no two of them alike, and the time that was theirs. */
  record Burst(List<Sent> sent, MonotonicTime from, MonotonicTime to) {}

  Audit(Owner owner, Witness witness) {
    this.owner = owner;
    this.witness = witness;
  }

  /** How many commands ended how, and why so. */
  String summary() {
    return outcomes + " for " + codes + ", " + repeats + " receipts came again";
  }

  int count(ReceiptOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  void check(Burst burst) {
    var frames = framesOf(burst);
    for (var sent : burst.sent()) {
      check(sent, frames.getOrDefault(sent, List.of()));
    }
  }

  private Map<Sent, List<Sighting>> framesOf(Burst burst) {
    var frames = new LinkedHashMap<Sent, List<Sighting>>();
    for (var sighting : witness.commands(burst.from(), burst.to())) {
      var said = witness.read(sighting);
      var orderers = burst.sent().stream().filter(sent -> said.matches(sent.order())).toList();
      assertEquals(1, orderers.size(), () -> said + " was sent and not ordered in " + burst);
      frames.computeIfAbsent(orderers.getFirst(), _ -> new ArrayList<>()).add(sighting);
    }
    return frames;
  }

  private void check(Sent sent, List<Sighting> frames) {
    var receipts = owner.receipts(sent);
    var wish = sent.order().wish();
    assertFalse(receipts.isEmpty(), () -> wish + " was delivered and not decided about");
    var first = receipts.getFirst().encoded();
    var answer = owner.answer(sent);
    assertTrue(
        receipts.stream().map(Kept::encoded).allMatch(first::equals),
        () -> wish + " was decided about twice: " + receipts + ", at first " + answer);
    assertTrue(frames.size() <= 1, () -> wish + " was carried out twice: " + frames);
    var outcome = answer.receipt().outcome();
    switch (outcome) {
      case DONE -> {
        assertEquals(1, frames.size(), () -> wish + " is said to be done, and no frame was sent");
        assertTrue(
            witness.confirmed(sent.order(), frames.getFirst().end(), receipts.getFirst().at()),
            () -> wish + " is said to be done, and no controller said so: " + frames);
      }
      case REFUSED, SUPERSEDED ->
          assertEquals(
              0, frames.size(), () -> wish + " was refused, and a frame was sent: " + answer);
      case UNKNOWN -> {}
    }
    outcomes.merge(outcome, 1, Integer::sum);
    answer
        .detail()
        .flatMap(ReceiptDetail::code)
        .ifPresent(code -> codes.merge(code, 1, Integer::sum));
    repeats += receipts.size() - 1;
  }
}
