package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text whose last line is {@code sum} and the SHA-256 of the lines before: whoever reads it knows
 * that it is whole. It proves nothing about who wrote it.
 */
public final class Summed {

  private static final String WORD = "sum ";
  private static final int LAST_LINE = WORD.length() + 2 * Digest.SIZE + 1;

  private Summed() {}

  /** The lines, none of which has a line end in it, and the sum. */
  public static Bytes seal(List<String> lines) {
    var body = Bytes.utf8(String.join("\n", lines) + "\n");
    return Bytes.concat(body, lastLine(body));
  }

  /** The lines without the last; refused {@code DAMAGED} where that is not their sum. */
  public static Outcome<List<String>, TextFault> open(Bytes sealed) {
    if (sealed.size() <= LAST_LINE) {
      return Outcome.refused(TextFault.DAMAGED);
    }
    var body = sealed.slice(0, sealed.size() - LAST_LINE);
    if (!sealed.slice(body.size(), sealed.size()).equals(lastLine(body))) {
      return Outcome.refused(TextFault.DAMAGED);
    }
    return Outcome.passed(
        List.of(new String(body.toArray(), StandardCharsets.ISO_8859_1).split("\n")));
  }

  private static Bytes lastLine(Bytes body) {
    return Bytes.utf8(WORD + Digest.of(body).value().hex() + "\n");
  }
}
