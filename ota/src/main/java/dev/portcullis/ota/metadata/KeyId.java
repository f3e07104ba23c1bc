package dev.portcullis.ota.metadata;

/**
 * What metadata calls a key. Any text: TUF's TAP 12 lets a repository choose it. That a key counts
 * once does not rest on it, but on the key itself.
 */
public record KeyId(String text) {

  /** How many characters an identifier may have. */
  public static final int MAX_LENGTH = 256;

  /** For people. */
  @Override
  public String toString() {
    return ShownText.of(text);
  }
}
