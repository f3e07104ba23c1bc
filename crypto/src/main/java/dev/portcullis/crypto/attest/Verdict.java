package dev.portcullis.crypto.attest;

/** How a document stands with one requirement. */
public sealed interface Verdict {

  /**
   * It meets it.
   *
   * @param seen what was found, for a person; may be empty
   */
  record Met(String seen) implements Verdict {}

  /**
   * It does not.
   *
   * @param seen what was found, for a person; may be empty
   */
  record Failed(AttestationRefusal why, String seen) implements Verdict {}

  /**
   * It was not held against it.
   *
   * @param missing what would have been needed
   */
  record NotPerformed(String missing) implements Verdict {}

  /** It meets the requirement. */
  static Verdict met(String seen) {
    return new Met(seen);
  }

  /** It does not meet it. */
  static Verdict failed(AttestationRefusal why, String seen) {
    return new Failed(why, seen);
  }
}
