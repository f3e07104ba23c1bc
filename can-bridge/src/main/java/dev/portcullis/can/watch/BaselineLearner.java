package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.watch.TwinSide.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns how a bus is from a recording in which nobody attacks it, in memory that does not grow
 * with the recording. Not for several threads.
 */
public final class BaselineLearner {

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final BusDescription description;
  private final IdTable places;
  private final List<MessageLearner> learners = new ArrayList<>();
  private final Settling settling;
  private final LoadCheck load;
  private boolean hasStarted;
  private long origin;
  private long now;

  /** Learns a bus of this description and bit rate. */
  public BaselineLearner(BusDescription description, int bitsPerSecond) {
    this.description = description;
    List<Message> messages = description.messages();
    places = new IdTable(messages.stream().map(Message::id).toList());
    messages.forEach(it -> learners.add(new MessageLearner(it)));
    for (Twins twins : description.twins()) {
      var learner = new TwinLearner(twins);
      of(twins.first()).add(learner);
      of(twins.first()).add(new TwinSide(twins, Side.FIRST, learner));
      of(twins.second()).add(new TwinSide(twins, Side.SECOND, learner));
    }
    var ledger = new Ledger(_ -> {});
    var bus = new Subject.Bus();
    settling = new Settling(List.of(), 0, ledger.run(FindingKind.BUS_SILENT, bus));
    load = new LoadCheck(bitsPerSecond, NO_LIMIT, 0, ledger.run(FindingKind.BUS_LOAD, bus));
  }

  private MessageLearner of(Message message) {
    return learners.get(places.place(IdTable.key(message.id())));
  }

  /** A frame that was on the bus at {@code nanos}. */
  public void accept(CanFrame frame, long nanos) {
    if (!hasStarted) {
      hasStarted = true;
      origin = nanos;
    }
    now = Math.max(now, nanos - origin);
    long settledAt = settling.accept(now);
    load.accept(frame, now);
    int place = places.place(IdTable.key(frame.id()));
    if (place != IdTable.ABSENT) {
      learners.get(place).accept(frame, now, settledAt);
    }
  }

  /** What was learned so far. */
  public Baseline learned() {
    return new Baseline(
        description.digest(),
        now,
        load.fullest(),
        learners.stream().flatMap(it -> it.learned().stream()).toList());
  }
}
