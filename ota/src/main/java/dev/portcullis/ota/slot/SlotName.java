package dev.portcullis.ota.slot;

/** One of the two places for an installed version. */
public enum SlotName {
  /** The first. */
  A,
  /** The second. */
  B;

  /** The one that this is not. */
  public SlotName other() {
    return switch (this) {
      case A -> B;
      case B -> A;
    };
  }
}
