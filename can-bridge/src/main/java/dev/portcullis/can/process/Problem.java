package dev.portcullis.can.process;

/**
 * Something a person has to mend before can-bridge can start, and how.
 *
 * @param where file and, where there is one, the key or line
 * @param reason what is wrong with it
 * @param next what to do about it
 */
record Problem(String where, String reason, String next) {

  /** The two lines that a person sees. */
  String lines() {
    return where + ": " + reason + System.lineSeparator() + "next: " + next;
  }
}
