package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which formats of the agent's own state a version reads. It can write each of them too.
 *
 * @param oldest 1 to 9999, at most {@code newest}
 * @param newest at most 9999
 */
public record StateFormats(int oldest, int newest) {

  /** The file of the application's image that says it. */
  public static final String FILE = "state-formats";

  /** How long that file may be. */
  public static final int MAX_BYTES = 16;

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3}) ([1-9][0-9]{0,3})");
  private static final int MAX = 9999;

  /** Checks the order; {@link #parse} is for what was read. */
  public StateFormats {
    if (oldest < 1 || newest < oldest || newest > MAX) {
      throw new IllegalArgumentException("no formats: " + oldest + " to " + newest);
    }
  }

  /** Reads the image's file: the two numbers, a space between them, and the end of the line. */
  public static Outcome<StateFormats, TextFault> parse(Bytes bytes) {
    var text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    return of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : "")
        .<Outcome<StateFormats, TextFault>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(TextFault.WRONG_FORM));
  }

  static Optional<StateFormats> of(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int oldest = Integer.parseInt(matcher.group(1));
    int newest = Integer.parseInt(matcher.group(2));
    return oldest <= newest ? Optional.of(new StateFormats(oldest, newest)) : Optional.empty();
  }

  /**
   * Whether this version can go on where another stopped that wrote format {@code written}, and can
   * itself write that as long as the other may have to read it again.
   */
  public boolean canFollow(int written) {
    return oldest <= written && written <= newest;
  }

  @Override
  public String toString() {
    return oldest + " " + newest;
  }
}
