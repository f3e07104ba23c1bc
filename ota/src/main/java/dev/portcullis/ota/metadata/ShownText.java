package dev.portcullis.ota.metadata;

/** Text of strangers before people's eyes. */
public final class ShownText {

  private static final int MAX_SHOWN = 96;

  private ShownText() {}

  /** {@code text} with nothing in it that a terminal obeys, and not too much of it. */
  public static String of(String text) {
    return of(text, MAX_SHOWN);
  }

  /** The same, of which at most {@code most} characters are shown. */
  public static String of(String text, int most) {
    var shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.length() > most ? shown + "..." : shown.toString();
  }
}
