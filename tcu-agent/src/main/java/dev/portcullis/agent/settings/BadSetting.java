package dev.portcullis.agent.settings;

import java.io.Serial;

/**
 * One setting that cannot be used: which, and why. Thrown between a reader and the file's own
 * {@code read} method, which turns it into a refusal; nobody else sees it.
 */
public final class BadSetting extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final String path;

  /** The setting at {@code path} (keys from the top, with dots) is of no use because of reason. */
  public BadSetting(String path, String reason) {
    super(reason, null, false, false);
    this.path = path;
  }

  /** The setting's keys from the top, with dots. */
  public String path() {
    return path;
  }

  /** Why it is of no use. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
