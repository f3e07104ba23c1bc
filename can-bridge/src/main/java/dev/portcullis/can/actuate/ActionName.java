package dev.portcullis.can.actuate;

/** What the command map calls an action, such as {@code lock}. */
public record ActionName(String value) {

  @Override
  public String toString() {
    return value;
  }
}
