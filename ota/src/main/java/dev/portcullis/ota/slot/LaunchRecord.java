package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher writes down. It alone writes this file and no other, so that nothing the agent
 * keeps can be lost by it.
 *
 * @param serial of the trial that was counted last
 * @param starts of that trial, at least 0
 * @param trialEnd why it is not started any more, if it is not
 */
public record LaunchRecord(long serial, long starts, Optional<TrialEnd> trialEnd) {

  /** No file of the launcher is longer. */
  public static final int MAX_BYTES = 512;

  private static final String HEAD = "portcullis-launch 1";

  /** Its file, as the launcher writes it. */
  public Bytes encode() {
    return Summed.seal(
        List.of(
            HEAD,
            "launch %d %d %s"
                .formatted(serial, starts, trialEnd.map(TrialEnd::name).orElse(Words.NONE))));
  }

  /** Reads what {@link #encode} writes, byte for byte. */
  public static Outcome<LaunchRecord, TextFault> parse(Bytes bytes) {
    return Summed.open(bytes)
        .then(LaunchRecord::read)
        .then(read ->
            read.encode().equals(bytes)
                ? Outcome.passed(read)
                : Outcome.refused(TextFault.WRONG_FORM));
  }

  private static Outcome<LaunchRecord, TextFault> read(List<String> lines) {
    var in = new Lines(lines);
    in.expect(HEAD);
    var words = in.words("launch", 3);
    if (!in.isAtEnd() || words.isEmpty()) {
      return Outcome.refused(TextFault.WRONG_FORM);
    }
    var read =
        Words.number(words.get().get(0))
            .flatMap(serial ->
                Words.number(words.get().get(1))
                    .map(starts ->
                        new LaunchRecord(
                            serial,
                            starts,
                            Words.constant(TrialEnd.values(), words.get().get(2)))));
    return read.isPresent() ? Outcome.passed(read.get()) : Outcome.refused(TextFault.WRONG_FORM);
  }
}
