package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.ErrorFrame;
import dev.portcullis.can.watch.TwinSide.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches one bus: every frame goes through the layers of detectors, and what they find is told to
 * an observer. All memory is taken here; a frame in which nothing is found allocates none, and a
 * finding allocates itself. Times are those the frames are stamped with, on any clock that goes
 * forward; one that goes back is taken for standing still. Not for several threads.
 */
public final class BusWatch {

  /** Without a baseline, a bus may be so full. */
  static final double USUAL_LOAD = 90;

  /** Nobody's own traffic fills a bus so far. */
  static final double MOST_LOAD = 97;

  private static final double LOAD_MARGIN = 15;
  private static final int LOOKS_PER_FRAME = 2;

  private final IdTable places;
  private final MessageWatch[] watches;
  private final IdTable ours;
  private final Ledger ledger;
  private final Settling settling;
  private final LoadCheck load;
  private final ErrorCheck errors;
  private final Motion motion;
  private final Run missed;
  private final IdentifierRuns unknown;
  private final IdentifierRuns impostors;
  private final IdentifierRuns ofThisHost;
  private final IdentifierRuns diagnostics;
  private boolean hasStarted;
  private long origin;
  private long now;
  private long frames;
  private int next;

  /** Watches a bus of this description, with a baseline of the same one, if there is any. */
  public BusWatch(
      BusDescription description,
      Optional<Baseline> baseline,
      WatchSettings settings,
      FindingObserver observer) {
    List<Message> messages = description.messages();
    List<ArbitrationId> own = List.copyOf(settings.ours());
    long late = settings.late().toNanos();
    ledger = new Ledger(observer);
    places = new IdTable(messages.stream().map(Message::id).toList());
    ours = new IdTable(own);
    watches = new MessageWatch[messages.size()];
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < watches.length; i++) {
      Message message = messages.get(i);
      Optional<MessageBaseline> learned = baseline.flatMap(it -> it.message(message.id()));
      Timing timing =
          own.contains(message.id()) ? Timing.FREE : Timing.of(message, learned).late(late);
      if (baseline.isEmpty() || learned.isPresent()) {
        timings.add(timing);
      }
      watches[i] = new MessageWatch(message, timing, learned, ledger);
    }
    baseline.ifPresent(it -> compareTwins(description, it));
    var bus = new Subject.Bus();
    settling = new Settling(timings, late, ledger.run(FindingKind.BUS_SILENT, bus));
    load =
        new LoadCheck(
            settings.bitsPerSecond(),
            baseline.map(it -> Math.min(MOST_LOAD, it.fullest() + LOAD_MARGIN)).orElse(USUAL_LOAD),
            late,
            ledger.run(FindingKind.BUS_LOAD, bus));
    errors =
        new ErrorCheck(
            ledger.run(FindingKind.ERROR_STORM, bus), ledger.run(FindingKind.BUS_OFF, bus));
    motion = new Motion(settings.speed(), places);
    missed = ledger.run(FindingKind.FRAMES_MISSED, bus);
    unknown = new IdentifierRuns(FindingKind.UNKNOWN_ID, ledger);
    impostors = new IdentifierRuns(FindingKind.OURS_FROM_ELSEWHERE, ledger);
    ofThisHost = new IdentifierRuns(FindingKind.SENT_BY_THIS_HOST, ledger);
    diagnostics = new IdentifierRuns(FindingKind.DIAGNOSTICS_WHILE_DRIVING, ledger);
  }

  private void compareTwins(BusDescription description, Baseline baseline) {
    for (MessageBaseline message : baseline.messages()) {
      for (TwinBaseline learned : message.twins()) {
        description
            .message(message.id())
            .flatMap(it -> description.twins(it, learned.signal(), learned.with()))
            .ifPresent(twins -> {
              var check = new TwinCheck(twins, learned, ledger);
              of(twins.first()).add(check.side(Side.FIRST));
              of(twins.second()).add(check.side(Side.SECOND));
            });
      }
    }
  }

  private MessageWatch of(Message message) {
    return watches[places.place(IdTable.key(message.id()))];
  }

  /** A frame that was on the bus at {@code nanos}. */
  public void accept(CanFrame frame, Origin from, long nanos) {
    goOn(nanos);
    frames++;
    long settledAt = settling.accept(now);
    load.accept(frame, now);
    int key = IdTable.key(frame.id());
    noteSender(key, from);
    int place = places.place(key);
    if (place != IdTable.ABSENT) {
      if (watches[place].accept(frame, now, settledAt)) {
        motion.accept(place, frame, now);
      }
    }
    if (from != Origin.OURSELVES) {
      acceptSpecial(frame, key, place);
    }
    lookAtSome(settledAt);
  }

  private void noteSender(int key, Origin from) {
    switch (from) {
      case OURSELVES -> {}
      case THIS_HOST -> ofThisHost.run(key, now).note(now);
      case BUS -> {
        if (ours.place(key) != IdTable.ABSENT) {
          impostors.run(key, now).note(now);
        }
      }
    }
  }

  /** What no message of a usual description is: diagnostics, and what nobody knows. */
  private void acceptSpecial(CanFrame frame, int key, int place) {
    switch (DiagnosticId.of(frame.id())) {
      case REQUEST -> {
        if (motion.isDriving(now)) {
          diagnostics
              .run(key, now)
              .note(
                  now,
                  DiagnosticId.service(frame),
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY);
        }
      }
      case ANSWER -> {}
      case OTHER -> {
        if (place == IdTable.ABSENT) {
          unknown.run(key, now).note(now);
        }
      }
    }
  }

  /** A few messages with every frame: no frame costs more than another. */
  private void lookAtSome(long settledAt) {
    for (int i = 0; i < LOOKS_PER_FRAME && i < watches.length; i++) {
      next = next + 1 < watches.length ? next + 1 : 0;
      watches[next].look(now, settledAt);
    }
  }

  /** The driver said something of its controller at {@code nanos}. */
  public void accept(ErrorFrame error, long nanos) {
    goOn(nanos);
    errors.count(now);
    if (error.condition().isPresent()) {
      errors.stand(error.condition().get(), now);
    }
    if (error.lostAFrame()) {
      miss(1, nanos);
    }
  }

  /** One error frame, whatever it says is told besides. */
  public void countError(long nanos) {
    goOn(nanos);
    errors.count(now);
  }

  /** Our controller stands so with the bus since {@code nanos}. */
  public void accept(BusCondition condition, long nanos) {
    goOn(nanos);
    errors.stand(condition, now);
  }

  /** Frames were on the bus that did not get here: gaps and counters tell nothing for a while. */
  public void miss(long count, long nanos) {
    goOn(nanos);
    settling.restart(now);
    missed.note(now, (double) count, 0, 0);
  }

  /**
   * The bus is heard from {@code nanos} on and was not before: an adapter was opened. Nobody was
   * silent meanwhile.
   */
  public void beginAnew(long nanos) {
    goOn(nanos);
    settling.beginAnew(now);
  }

  /** It is {@code nanos}: on a bus where nobody says anything, silence is found only by this. */
  public void look(long nanos) {
    goOn(nanos);
    if (settling.look(now)) {
      for (MessageWatch watch : watches) {
        watch.look(now, settling.settledAt());
      }
    }
  }

  private void goOn(long nanos) {
    if (!hasStarted) {
      hasStarted = true;
      origin = nanos;
      ledger.origin(nanos);
    }
    now = Math.max(now, nanos - origin);
  }

  /** What was seen and found since the beginning. */
  public WatchReport report() {
    return new WatchReport(frames, now, ledger.told(), ledger.tallies());
  }
}
