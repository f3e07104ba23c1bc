package dev.portcullis.crypto.message;

/** How often a grant may be used. */
public sealed interface Uses {

  /** As often as its time allows. */
  record Unlimited() implements Uses {}

  /**
   * A number of times.
   *
   * @param allowed at least 1
   */
  record Counted(long allowed) implements Uses {

    /** Checks that there is something to use. */
    public Counted {
      if (allowed < 1) {
        throw new IllegalArgumentException("no use allowed: " + allowed);
      }
    }
  }
}
