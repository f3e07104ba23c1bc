package dev.portcullis.agent.link;

/**
 * Why the link is not what it should be.
 *
 * @param cause the named cause
 * @param detail what was seen, in one line, perhaps empty; text of the peer's is in it, shortened
 *     and without control characters
 */
public record Why(Cause cause, String detail) {

  private static final int LONGEST_DETAIL = 200;

  /** Makes the detail one short line. */
  public Why {
    var line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
    detail = line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line;
  }

  /** A cause that says it all. */
  static Why of(Cause cause) {
    return new Why(cause, "");
  }

  /** One line for a log or a terminal: what is wrong, what was seen, what to do next. */
  public String line() {
    var seen = detail.isEmpty() ? "" : " (" + detail + ")";
    return cause.meaning() + seen + "; next: " + cause.next();
  }
}
