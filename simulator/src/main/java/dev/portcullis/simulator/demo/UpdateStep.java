package dev.portcullis.simulator.demo;

/**
 * One thing that was tried with an update.
 *
 * @param came the code or word that came of it
 * @param millis until it was certain
 * @param remark what is worth knowing besides
 */
record UpdateStep(What what, String came, long millis, String remark) {

  /**
   * What is tried.
   *
   * @param tries in a few words
   * @param expected the code or word that must come of it
   */
  record What(Who who, String tries, String expected) {}

  /** Whose update it is. */
  enum Who {
    OEM("OEM"),
    MIRROR("mirror"),
    THIEF("thief");

    private final String word;

    Who(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Whether it is what must come of it. */
  boolean isAsExpected() {
    return came.equals(what.expected());
  }

  /** Whether it is an attack, which must be named and told to the Director. */
  boolean isAttack() {
    return what.who() != Who.OEM;
  }
}
