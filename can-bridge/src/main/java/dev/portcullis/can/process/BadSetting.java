package dev.portcullis.can.process;

/** A setting that cannot be used. It never leaves the reader of the configuration. */
final class BadSetting extends Exception {

  private static final long serialVersionUID = 1;

  private final String path;
  private final String reason;

  BadSetting(String path, String reason) {
    super(path + ": " + reason, null, false, false);
    this.path = path;
    this.reason = reason;
  }

  String path() {
    return path;
  }

  String reason() {
    return reason;
  }
}
