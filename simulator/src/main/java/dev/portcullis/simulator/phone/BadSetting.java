package dev.portcullis.simulator.phone;

import java.io.Serial;

/** Ends the reading of a configuration at its first wrong key; never leaves the reader. */
final class BadSetting extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String where;
  private final String reason;

  BadSetting(String where, String reason) {
    super(where + " " + reason, null, false, false);
    this.where = where;
    this.reason = reason;
  }

  String where() {
    return where;
  }

  String reason() {
    return reason;
  }
}
