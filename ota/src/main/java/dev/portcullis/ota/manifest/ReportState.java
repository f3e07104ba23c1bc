package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonFile;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.Findings;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.Part;
import dev.portcullis.ota.slot.Summed;
import dev.portcullis.ota.slot.TextFault;
import dev.portcullis.ota.verify.Attack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a unit must not forget between two manifests.
 *
 * @param counter of the last manifest that was made; 0 before the first
 * @param detected what no accepted manifest has told yet
 */
public record ReportState(long counter, DetectedAttacks detected) {

  /** No state's file is longer, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Of a unit that has made no manifest and detected nothing. */
  public static final ReportState FRESH = new ReportState(0, DetectedAttacks.NONE);

  /**
   * Of a unit whose record is lost: that something may have been detected and is not known any
   * more, is told as one that was dropped.
   */
  public static final ReportState LOST = new ReportState(0, new DetectedAttacks(List.of(), 1));

  /** Checks the bounds. */
  public ReportState {
    if (counter < 0) {
      throw new IllegalArgumentException("no counter of manifests");
    }
  }

  /** One more attack was detected. */
  public ReportState with(Attack attack) {
    return new ReportState(counter, detected.with(attack));
  }

  /**
   * The next manifest has this counter: the number of seconds since 1970, or one more than the last
   * where that is higher. So a unit whose record was lost is believed again as soon as it knows the
   * time, and its Director need not be told.
   */
  public ReportState next(LatestTime time) {
    return new ReportState(Math.max(counter + 1, time.instant().getEpochSecond()), detected);
  }

  /** A manifest that told this was accepted. */
  public ReportState accepted(DetectedAttacks told) {
    return new ReportState(counter, detected.without(told));
  }

  /** Its file: one line of JSON, and its sum. */
  public Bytes encode() {
    var attacks =
        detected.list().stream().<JsonValue>map(each -> ManifestWriter.attack(each)).toList();
    var json =
        JsonFile.of(
            new Members(
                Map.of(
                    ManifestMembers.ATTACKS,
                    new Items(attacks),
                    ManifestMembers.DROPPED,
                    ManifestWriter.whole(detected.dropped()),
                    ManifestMembers.COUNTER,
                    ManifestWriter.whole(counter))));
    return Summed.seal(List.of(new String(json.toArray(), StandardCharsets.UTF_8)));
  }

  /** Reads what {@link #encode} wrote, byte for byte. */
  public static Outcome<ReportState, TextFault> parse(Bytes file) {
    return Summed.open(file)
        .then(lines ->
            lines.size() == 1 ? read(lines.getFirst()) : Outcome.refused(TextFault.WRONG_FORM))
        .then(state ->
            state.encode().equals(file)
                ? Outcome.passed(state)
                : Outcome.refused(TextFault.WRONG_FORM));
  }

  private static Outcome<ReportState, TextFault> read(String line) {
    return switch (JsonReader.read(Bytes.utf8(line))) {
      case Outcome.Passed<JsonValue, ?>(Members members) ->
          state(members).mapRefusal(_ -> TextFault.WRONG_FORM);
      case Outcome.Passed<JsonValue, ?> _, Outcome.Refused<JsonValue, ?> _ ->
          Outcome.refused(TextFault.WRONG_FORM);
    };
  }

  private static Outcome<ReportState, Malformed> state(Members members) {
    var findings = new Findings();
    var part = new Part(members, "", findings);
    var counter = part.whole(ManifestMembers.COUNTER, 0, Long.MAX_VALUE);
    var detected = ManifestReader.detected(part);
    return findings.outcome(new ReportState(counter, detected));
  }
}
