package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.attack.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo in lines of at most 100 columns. */
final class DemoTable {

  private static final String NEXT = "          next: ./portcullis sim attack ";
  private static final int MEDIAN = 50;
  private static final int SLOWEST = 99;
  private static final double PER_MILLI = 1000;
  private static final double TENTHS_BELOW = 10;
  private static final int CODE_AND_TIME = 24;
  private static final int PERCENT = 100;

  private final Paint paint;

  DemoTable(Paint paint) {
    this.paint = paint;
  }

  /** The heading of the columns. */
  String heading() {
    return paint.strong(
        String.format(
            Locale.ROOT,
            " %-7s %-22s   %-11s %-12s %-21s ms  %s",
            "WHO",
            "TRIES",
            "OUTCOME",
            "STAGE",
            "CODE",
            "ON THE BUS"));
  }

  /** One attempt: a line, and more of them where it is not as it must be. */
  List<String> row(Attempt attempt) {
    var card = attempt.card();
    var begin = String.format(Locale.ROOT, " %-7s %-22s ", card.who().word(), card.tries());
    if (!attempt.isAsExpected()) {
      return List.of(
          begin
              + paint.bad(String.format(Locale.ROOT, "✗ %-11s", "WRONG"))
              + String.format(
                  Locale.ROOT,
                  " %-12s %-24s  %s",
                  attempt.stage().orElse("–"),
                  attempt.reason(),
                  attempt.onTheBus()),
          String.format(
              Locale.ROOT,
              "          got %s, expected %s",
              attempt.got(),
              Attempt.words(card.expected())),
          NEXT + card.name() + " --explain");
    }
    return List.of(
        begin
            + outcome(card.expected())
            + String.format(
                Locale.ROOT,
                " %-12s %s  %s",
                attempt.stage().orElse("–"),
                codeAndTime(attempt.reason(), attempt.micros().orElse(0)),
                attempt.onTheBus()));
  }

  private String outcome(Expected expected) {
    return switch (expected) {
      case Expected.Confirmed _ -> paint.good(String.format(Locale.ROOT, "✓ %-11s", "CONFIRMED"));
      case Expected.Refused _, Expected.RefusedByBridge _ ->
          paint.strong(String.format(Locale.ROOT, "■ %-11s", "REFUSED"));
      case Expected.NotTransmitted _ ->
          paint.doubtful(String.format(Locale.ROOT, "■ %-11s", "NOT SENT"));
      case Expected.Unconfirmed _ ->
          paint.doubtful(String.format(Locale.ROOT, "! %-11s", "UNCONFIRMED"));
    };
  }

  private static String codeAndTime(String code, long micros) {
    var time = millis(micros);
    return code
        + String.format(Locale.ROOT, "%" + Math.max(1, CODE_AND_TIME - code.length()) + "s", time);
  }

  /** The heading of the columns for updates. */
  String updateHeading() {
    return paint.strong(
        String.format(
            Locale.ROOT, " %-7s %-22s   %-22s %7s  %s", "WHO", "UPDATES", "OUTCOME", "s", "AND"));
  }

  /** One update, or one attack on it. */
  String update(UpdateStep step) {
    var came = String.format(Locale.ROOT, "%-22s", step.came());
    var shown =
        step.isAsExpected()
            ? step.isAttack() ? paint.strong("■ " + came) : paint.good("✓ " + came)
            : paint.bad("✗ " + came);
    return String.format(
        Locale.ROOT,
        " %-7s %-22s %s %7.1f  %s",
        step.what().who().word(),
        step.what().tries(),
        shown,
        step.millis() / PER_MILLI,
        step.isAsExpected() ? step.remark() : "expected " + step.what().expected());
  }

  /** The figures below the table. */
  List<String> figures(DemoReport report) {
    var lines = new ArrayList<String>();
    var latency = report.latency();
    double floor = latency.floor().percentile(MEDIAN);
    double toFrame = latency.toFrame().percentile(MEDIAN);
    lines.add(
        String.format(
            Locale.ROOT,
            " %-8s %d: to frame p50 %s p99 %s ms (floor %s: %.1f×)   to receipt p50 %s p99 %s ms",
            "genuine",
            latency.commands(),
            millis((long) toFrame),
            millis(latency.toFrame().percentile(SLOWEST)),
            millis((long) floor),
            floor == 0 ? 0 : toFrame / floor,
            millis(latency.toReceipt().percentile(MEDIAN)),
            millis(latency.toReceipt().percentile(SLOWEST))));
    for (int i = 0; i < report.floods().size(); i++) {
      lines.add(flood(i == 0 ? "floods" : "", report.floods().get(i), report));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            " %-8s %d MB resident after the floods, ready in %.1f s; can-bridge %d MB",
            "agent",
            Math.round(report.agent().residentBytes() / 1e6),
            report.agent().readyMillis() / PER_MILLI,
            Math.round(report.bridgeBytes() / 1e6)));
    return lines;
  }

  private static String flood(String begin, FloodResult result, DemoReport report) {
    return String.format(
        Locale.ROOT,
        " %-8s %-14s %,7d/s   genuine p99 %4s ms   %2d of %3d lost   %s",
        begin,
        result.flood().kind().words(),
        result.perSecond(),
        millis(result.genuine().percentile(SLOWEST)),
        result.lost(),
        result.sent(),
        remark(result, report));
  }

  private static String remark(FloodResult result, DemoReport report) {
    return switch (result.flood().pace()) {
      case Flood.AsFastAsTaken() -> {
        double cost = report.cost(result);
        yield cost == 0 ? "" : "refusing costs 1/" + Math.round(1 / cost);
      }
      case Flood.PerSecond(var rate) ->
          String.format(
              Locale.ROOT,
              "%d%% of %,d checks/s",
              PERCENT * rate / Tuning.VERIFICATIONS_PER_SECOND,
              Tuning.VERIFICATIONS_PER_SECOND);
    };
  }

  /** Passed or not, in a line, and what to do next. */
  List<String> verdict(DemoReport report) {
    var attempts = report.attempts();
    long attacks = attempts.stream().filter(each -> !each.card().isGenuine()).count();
    long genuine = attempts.size() - attacks;
    long met =
        attempts.stream().filter(each -> !each.card().isGenuine() && each.isAsExpected()).count();
    long confirmed = attempts.stream().filter(Attempt::isAsExpected).count() - met;
    attacks += report.updates().stream().filter(UpdateStep::isAttack).count();
    met += report.updates().stream().filter(step -> step.isAttack() && step.isAsExpected()).count();
    var counts =
        String.format(
            Locale.ROOT,
            "  %d of %d attacks met their refusal, %d of %d genuine confirmed,"
                + " %d unexplained frames  %d s",
            met,
            attacks,
            confirmed,
            genuine,
            report.unexplained(),
            report.seconds());
    return List.of(
        " " + (report.isPassed() ? paint.good("PASSED") : paint.bad("FAILED")) + counts,
        " Next    ./portcullis sim attack --list   ·   ./portcullis explain CODE   ·   README.md");
  }

  /** Milliseconds as people read them: tenths where they matter. */
  static String millis(long micros) {
    double millis = micros / PER_MILLI;
    return millis < TENTHS_BELOW
        ? String.format(Locale.ROOT, "%.1f", millis)
        : String.format(Locale.ROOT, "%.0f", millis);
  }
}
