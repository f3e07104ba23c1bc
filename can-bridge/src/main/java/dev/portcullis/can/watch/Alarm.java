package dev.portcullis.can.watch;

import java.util.Optional;

/**
 * What people and the agent are told of findings: in words, for whoever reads it has no description
 * of the bus. It is a word about the bus and nothing more: no command is refused because of one.
 *
 * @param about the message's name, or the identifier where it has none; empty where it is the bus
 * @param detail what was seen, or what the kind means; not empty
 * @param times how many findings it stands for, 1 or more
 */
public record Alarm(FindingKind kind, Optional<String> about, String detail, long times) {

  private static final String NOT_TOLD = "more, not told one by one";

  /** Of one finding. */
  static Alarm of(Finding finding) {
    return switch (finding.subject()) {
      case Subject.Bus _ -> of(finding, Optional.empty(), "");
      case Subject.OfId(var id) -> of(finding, Optional.of(id.toString()), "");
      case Subject.Crowd crowd -> of(finding, Optional.of(crowd.toString()), "");
      case Subject.OfMessage(var _, var message, var signal) ->
          of(finding, Optional.of(message), signal.map(it -> it + " ").orElse(""));
    };
  }

  private static Alarm of(Finding finding, Optional<String> about, String signal) {
    String measure = FindingMeasure.text(finding).orElseGet(finding.kind()::explanation);
    return new Alarm(finding.kind(), about, signal + measure, finding.times());
  }

  /** Of findings of one kind for which there was no room. */
  static Alarm untold(FindingKind kind, long times) {
    return new Alarm(kind, Optional.empty(), NOT_TOLD, times);
  }

  /** The line for a person, without what it is about. */
  public String line() {
    return kind + ": " + detail + (times > 1 ? "; " + times + " times" : "");
  }
}
