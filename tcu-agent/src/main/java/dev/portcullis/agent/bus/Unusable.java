package dev.portcullis.agent.bus;

/** A file, a device or an option that cannot be used, in the words for a person. */
record Unusable(String what, String next) {

  /** The lines to print. */
  String lines() {
    return what + System.lineSeparator() + "next: " + next;
  }
}
