package dev.portcullis.simulator.ecu;

import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.DecodeRefusal;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Crc8;
import dev.portcullis.can.secoc.SecOcReceiver;
import dev.portcullis.can.secoc.SecOcReceiver.AuthenticPdu;
import dev.portcullis.can.secoc.VerifyRefusal;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.bus.MonotonicTime;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a controller obeys: whether a frame is one, and genuine and new under SecOC, or
 * else intact and not a repetition.
 */
final class CommandMessage {

  private static final String ACTION = "Action";

  private final Message message;
  private final Optional<SecOcReceiver> secured;
  private Optional<Accepted> last = Optional.empty();

  private record Accepted(long counter, MonotonicTime at) {}

  CommandMessage(Database database, BusSecurity security, String name) {
    this.message = database.message(name).orFault();
    this.secured = security.message(name).map(security::receiver);
  }

  /** What {@code frame} orders; nothing if it is to be ignored. */
  Optional<Order> read(CanFrame frame, MonotonicTime now) {
    if (!message.matches(frame) || !isGenuine(frame, now)) {
      return Optional.empty();
    }
    return switch (message.decode(frame.payload())) {
      case Outcome.Passed<Map<String, Long>, DecodeRefusal>(var signals) -> accept(signals, now);
      case Outcome.Refused<Map<String, Long>, DecodeRefusal> _ -> Optional.empty();
    };
  }

  private Optional<Order> accept(Map<String, Long> signals, MonotonicTime now) {
    if (secured.isPresent()) {
      return order(signals);
    }
    long counter = signals.getOrDefault(Protection.COUNTER, 0L);
    var before = last;
    last = Optional.of(new Accepted(counter, now));
    if (before.filter(each -> isRepetition(each, counter, now)).isPresent()) {
      return Optional.empty();
    }
    return order(signals);
  }

  private Optional<Order> order(Map<String, Long> signals) {
    return action(signals).map(action -> new Order(action, signals));
  }

  private Optional<String> action(Map<String, Long> signals) {
    return message
        .signal(ACTION)
        .flatMap(signal -> signal.valueName(signals.getOrDefault(ACTION, 0L)));
  }

  private boolean isGenuine(CanFrame frame, MonotonicTime now) {
    return secured
        .map(receiver ->
            receiver.verify(frame.payload(), now.nanos())
                instanceof Outcome.Passed<AuthenticPdu, VerifyRefusal>)
        .orElseGet(() -> isIntact(frame));
  }

  private boolean isIntact(CanFrame frame) {
    var payload = frame.payload();
    return payload.at(Protection.CHECKSUM_BYTE)
        == Crc8.protect(message.id(), payload, Protection.CHECKSUM_BYTE);
  }

  private static boolean isRepetition(Accepted before, long counter, MonotonicTime now) {
    return before.counter() == counter
        && before.at().until(now).compareTo(Protection.REPETITION) < 0;
  }
}
