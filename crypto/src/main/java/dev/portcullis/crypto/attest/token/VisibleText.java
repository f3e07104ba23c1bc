package dev.portcullis.crypto.attest.token;

/** Text of strangers, which also goes into logs and policies and before people's eyes. */
final class VisibleText {

  private static final int MAX_NAME = 256;
  private static final int MAX_SHOWN = 96;

  private VisibleText() {}

  /** Whether {@code text} can be an issuer, a subject or an audience. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME
        && text.chars().allMatch(VisibleText::isVisible);
  }

  /** {@code text} with nothing in it that a terminal obeys, and not too much of it. */
  static String shown(String text) {
    var shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX_SHOWN; i++) {
      char c = text.charAt(i);
      shown.append(isVisible(c) || c == ' ' ? c : '?');
    }
    return text.length() > MAX_SHOWN ? shown + "..." : shown.toString();
  }

  private static boolean isVisible(int c) {
    return c > ' ' && c < 0x7f;
  }
}
