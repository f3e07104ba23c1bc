package dev.portcullis.can.watch;

import dev.portcullis.can.dbc.DecodeRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.dbc.Signal;
import dev.portcullis.can.dbc.SignalValues;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.watch.PeriodCheck.Expectation;
import dev.portcullis.can.watch.Subject.OfMessage;
import dev.portcullis.crypto.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The detectors of one message, from its timing up to its signals. */
final class MessageWatch {

  private final Message message;
  private final Timing timing;
  private final PeriodCheck period;
  private final Run wrongFormat;
  private final Run wrongLength;
  private final Run multiplexor;
  private final Optional<ChecksumCheck> checksum;
  private final Optional<CounterCheck> counter;
  private final SignalCheck[] signals;
  private final SignalValues values;
  private TwinSide[] twins = new TwinSide[0];

  MessageWatch(Message message, Timing timing, Optional<MessageBaseline> learned, Ledger ledger) {
    var subject = new OfMessage(message.id(), message.name(), Optional.empty());
    this.message = message;
    this.timing = timing;
    this.values = message.newValues();
    period =
        new PeriodCheck(
            timing,
            learned.isPresent() && timing.silence() != Timing.NEVER
                ? Expectation.MUST_COME
                : Expectation.MAY_COME,
            subject,
            ledger);
    wrongFormat = ledger.run(FindingKind.WRONG_FORMAT, subject);
    wrongLength = ledger.run(FindingKind.WRONG_LENGTH, subject);
    multiplexor = ledger.run(FindingKind.MULTIPLEXOR, subject);
    checksum = learned.flatMap(MessageBaseline::checksum).flatMap(it -> check(it, ledger));
    counter = learned.flatMap(MessageBaseline::counter).flatMap(it -> check(it, ledger));
    signals = signals(learned, ledger);
  }

  private OfMessage subject(String signal) {
    return new OfMessage(message.id(), message.name(), Optional.of(signal));
  }

  private Optional<ChecksumCheck> check(ChecksumBaseline learned, Ledger ledger) {
    return message
        .signal(learned.signal())
        .flatMap(Protection::byteIndex)
        .map(index ->
            new ChecksumCheck(
                learned.rule(),
                index,
                ledger.run(FindingKind.CHECKSUM, subject(learned.signal()))));
  }

  private Optional<CounterCheck> check(CounterBaseline learned, Ledger ledger) {
    return message
        .signal(learned.signal())
        .map(signal ->
            new CounterCheck(
                message.signals().indexOf(signal),
                learned.modulus(),
                timing,
                ledger.run(FindingKind.COUNTER, subject(learned.signal()))));
  }

  private SignalCheck[] signals(Optional<MessageBaseline> learned, Ledger ledger) {
    List<SignalCheck> checks = new ArrayList<>();
    for (int i = 0; i < message.signals().size(); i++) {
      Signal signal = message.signals().get(i);
      var check =
          new SignalCheck(
              i,
              signal,
              learned.flatMap(it -> it.signal(signal.name())),
              subject(signal.name()),
              ledger);
      if (check.findsAnything()) {
        checks.add(check);
      }
    }
    return checks.toArray(SignalCheck[]::new);
  }

  /** One of its signals is one of two that say the same. To be told before the first frame. */
  void add(TwinSide side) {
    twins = Arrays.copyOf(twins, twins.length + 1);
    twins[twins.length - 1] = side;
  }

  /** Whether {@code frame}, which has the message's identifier, is one of it. */
  boolean accept(CanFrame frame, long now, long settledAt) {
    long gap = period.gap(now, settledAt);
    period.accept(now, gap);
    if (!message.matches(frame)) {
      noteForm(frame, now);
      return false;
    }
    if (checksum.isPresent()) {
      checksum.get().accept(frame, now);
    }
    switch (message.decode(frame.payload(), values)) {
      case Outcome.Passed<SignalValues, DecodeRefusal> _ -> judge(now, gap);
      case Outcome.Refused<SignalValues, DecodeRefusal> _ -> multiplexor.note(now);
    }
    return true;
  }

  private void judge(long now, long gap) {
    if (counter.isPresent() && values.isPresent(counter.get().signal())) {
      counter.get().accept(values.raw(counter.get().signal()), now, gap);
    }
    double periods = periods(gap);
    for (SignalCheck signal : signals) {
      signal.accept(values, now, periods);
    }
    for (TwinSide side : twins) {
      side.accept(values, now);
    }
  }

  private double periods(long gap) {
    if (gap == Timing.NEVER) {
      return Double.POSITIVE_INFINITY;
    }
    return timing.period() == 0 ? 1 : Math.max(1, Math.ceil((double) gap / timing.period()));
  }

  private void noteForm(CanFrame frame, long now) {
    boolean isRightKind =
        switch (frame) {
          case CanFrame.Data _ ->
              switch (message.format()) {
                case CLASSIC -> true;
                case FD, UNSTATED -> false;
              };
          case CanFrame.Fd _ ->
              switch (message.format()) {
                case CLASSIC -> false;
                case FD, UNSTATED -> true;
              };
          case CanFrame.Remote _ -> false;
        };
    if (isRightKind) {
      wrongLength.note(now, frame.payload().size(), message.length(), message.length());
    } else {
      wrongFormat.note(now);
    }
  }

  /** Tells if no frame comes any more. */
  void look(long now, long settledAt) {
    period.look(now, settledAt);
  }
}
