package dev.portcullis.agent.bus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.watch.Finding;
import dev.portcullis.can.watch.FindingMeasure;
import dev.portcullis.can.watch.Subject;
import dev.portcullis.can.watch.Tally;
import dev.portcullis.can.watch.WatchReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was found, for people and for programs. Times are seconds on the clock of the frames: of a
 * recording, those it has.
 */
final class FindingText {

  private static final int SCHEMA = 1;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FindingText() {}

  static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "(%.6f) %-12s %-24s %s%s%s",
        finding.nanos() / NANOS_PER_SECOND,
        finding.kind().layer().name().toLowerCase(Locale.ROOT),
        finding.kind(),
        finding.subject(),
        measure(finding),
        finding.times() > 1 ? "  ×" + finding.times() : "");
  }

  private static String measure(Finding finding) {
    return FindingMeasure.text(finding).map(it -> "  " + it).orElse("");
  }

  /** One line for each kind, or one that nothing was found. */
  static List<String> lines(WatchReport report) {
    String seen =
        String.format(
            Locale.ROOT,
            "%,d frames in %.1f s",
            report.frames(),
            report.duration() / NANOS_PER_SECOND);
    if (report.tallies().isEmpty()) {
      return List.of("✓ " + seen + ": nothing found");
    }
    List<String> lines =
        report.tallies().stream().map(FindingText::line).collect(Collectors.toList());
    lines.addFirst("! " + seen + ": " + report.tallies().size() + " kinds of findings");
    return lines;
  }

  private static String line(Tally tally) {
    String ids = tally.ids().stream().map(ArbitrationId::toString).collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "  %-26s %,9d  first (%.6f)  %s%s",
        tally.kind(),
        tally.count(),
        tally.first() / NANOS_PER_SECOND,
        ids,
        tally.moreIds() > 0 ? " and " + tally.moreIds() + " more" : "");
  }

  static String json(Finding finding) {
    ObjectNode object =
        NODES
            .objectNode()
            .put("schema", SCHEMA)
            .put("kind", finding.kind().name())
            .put("layer", finding.kind().layer().name())
            .put("nanos", finding.nanos())
            .put("since", finding.since())
            .put("times", finding.times());
    switch (finding.subject()) {
      case Subject.Bus _, Subject.Crowd _ -> {}
      case Subject.OfId(var id) -> put(object, id);
      case Subject.OfMessage(var id, var message, var signal) -> {
        put(object, id);
        object.put("message", message);
        signal.ifPresent(it -> object.put("signal", it));
      }
    }
    object.put("seen", finding.seen());
    if (Double.isFinite(finding.lowest())) {
      object.put("lowest", finding.lowest());
    }
    if (Double.isFinite(finding.highest())) {
      object.put("highest", finding.highest());
    }
    return object.toString();
  }

  private static void put(ObjectNode object, ArbitrationId id) {
    object.put("id", id.value());
    object.put(
        "ext",
        switch (id) {
          case ArbitrationId.Standard _ -> false;
          case ArbitrationId.Extended _ -> true;
        });
  }

  static String json(WatchReport report) {
    ObjectNode object =
        NODES
            .objectNode()
            .put("schema", SCHEMA)
            .put("report", true)
            .put("frames", report.frames())
            .put("nanos", report.duration())
            .put("told", report.told());
    ArrayNode kinds = object.putArray("kinds");
    for (Tally tally : report.tallies()) {
      ObjectNode each =
          kinds
              .addObject()
              .put("kind", tally.kind().name())
              .put("count", tally.count())
              .put("first", tally.first())
              .put("more_ids", tally.moreIds());
      ArrayNode ids = each.putArray("ids");
      tally.ids().forEach(it -> ids.add(it.toString()));
    }
    return object.toString();
  }
}
