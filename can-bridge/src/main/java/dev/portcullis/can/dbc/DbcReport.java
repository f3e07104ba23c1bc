package dev.portcullis.can.dbc;

import dev.portcullis.can.dbc.DbcFinding.Warning;
import dev.portcullis.can.dbc.DbcFinding.Weight;
import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a person should know about a DBC file: what makes it refused, which messages are
 * refused, and what looks like a mistake.
 *
 * @param messages how many messages can be used
 * @param signals how many signals they have
 * @param findings in the order of the file
 */
public record DbcReport(int messages, int signals, List<DbcFinding> findings) {

  private static final String NOBODY = "Vector__XXX";

  /** Copies the list. */
  public DbcReport {
    findings = List.copyOf(findings);
  }

  /** Looks at the bytes of a DBC file, whatever they are. */
  public static DbcReport of(Bytes file) {
    if (file.size() > Database.MAX_CHARACTERS) {
      var refusal = new DbcRefusal(Reason.FILE_TOO_LARGE, 1, 1);
      return new DbcReport(0, 0, List.of(DbcFinding.refusal(refusal)));
    }
    return of(DbcParser.read(DbcText.decode(file)));
  }

  private static DbcReport of(Draft draft) {
    List<DbcFinding> findings = new ArrayList<>(draft.warnings());
    draft.faults().forEach(fault -> findings.add(DbcFinding.refusal(fault)));
    int messages = 0;
    int signals = 0;
    for (MessageLayout message : draft.messages()) {
      if (message.finish() instanceof Outcome.Passed<Message, DbcRefusal>(var usable)
          && usable.overlap().isEmpty()) {
        messages++;
        signals += usable.signals().size();
      }
      message.faults().forEach(it -> findings.add(DbcFinding.refusal(it, message.name())));
      warn(draft, message, findings);
    }
    findDuplicates(draft.messages(), findings);
    findings.sort(
        Comparator.comparingInt(DbcFinding::line)
            .thenComparingInt(DbcFinding::column)
            .thenComparing(DbcFinding::code));
    return draft.faults().isEmpty()
        ? new DbcReport(messages, signals, findings)
        : new DbcReport(0, 0, findings);
  }

  /** Whether a finding has that weight. */
  public boolean has(Weight weight) {
    return findings.stream().anyMatch(finding -> finding.weight() == weight);
  }

  private static void findDuplicates(List<MessageLayout> messages, List<DbcFinding> findings) {
    Map<String, Integer> names = new HashMap<>();
    messages.forEach(message -> names.merge(message.name(), 1, Integer::sum));
    Set<Long> ids = new HashSet<>();
    for (MessageLayout message : messages) {
      if (names.getOrDefault(message.name(), 0) > 1) {
        findings.add(warning(Warning.DUPLICATE_NAME, message.position(), message));
      }
      if (!ids.add(message.idField())) {
        findings.add(warning(Warning.DUPLICATE_ID, message.position(), message));
      }
    }
  }

  private static void warn(Draft draft, MessageLayout message, List<DbcFinding> findings) {
    for (String sender : message.senders()) {
      if (!sender.equals(NOBODY) && !draft.nodes().isEmpty() && !draft.nodes().contains(sender)) {
        findings.add(warning(Warning.UNKNOWN_NODE, message.position(), message));
      }
    }
    List<SignalLayout> signals = message.signals();
    long multiplexors = signals.stream().filter(signal -> signal.mark().multiplexor()).count();
    for (SignalLayout signal : signals) {
      if (signal.mark().selectedBy().isPresent()
          && signal.selection().isEmpty()
          && multiplexors != 1) {
        findings.add(warning(Warning.NO_MULTIPLEXOR, signal.position(), message));
      }
      if (signal.shape().scaling().factor().exact().signum() == 0) {
        findings.add(warning(Warning.ZERO_FACTOR, signal.position(), message));
      }
      if (hasNameForNoValue(signal)) {
        findings.add(warning(Warning.VALUE_OUT_OF_RANGE, signal.position(), message));
      }
    }
  }

  private static boolean hasNameForNoValue(SignalLayout layout) {
    if (layout.shape().length() > Long.SIZE || layout.type() == ValueType.FLOAT) {
      return false;
    }
    var signal = new Signal(layout, new Presence.Always());
    for (BigInteger value : layout.valueNames().keySet()) {
      if (signal.rawOfNumber(new BigDecimal(value)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static DbcFinding warning(Warning warning, Position where, MessageLayout message) {
    return DbcFinding.warning(warning, where, Optional.of(message.name()));
  }
}
