package dev.portcullis.can.watch;

import java.util.Locale;
import java.util.Optional;

/** What was measured of a finding, in words. */
public final class FindingMeasure {

  private static final double LARGEST_WHOLE = 1e15;

  private FindingMeasure() {}

  /** What was seen and what would have been in order; empty where there is nothing to measure. */
  public static Optional<String> text(Finding finding) {
    if (finding.kind() == FindingKind.DIAGNOSTICS_WHILE_DRIVING) {
      return Optional.of(String.format(Locale.ROOT, "service %02X", (int) finding.seen()));
    }
    boolean low = Double.isFinite(finding.lowest());
    boolean high = Double.isFinite(finding.highest());
    if (!low && !high) {
      return Optional.empty();
    }
    String unit = finding.kind().unit().isEmpty() ? "" : " " + finding.kind().unit();
    String bounds =
        low && high
            ? number(finding.lowest()) + " to " + number(finding.highest())
            : low ? "at least " + number(finding.lowest()) : "at most " + number(finding.highest());
    return Optional.of(number(finding.seen()) + unit + ", not " + bounds);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
