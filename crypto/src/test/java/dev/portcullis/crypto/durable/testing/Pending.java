package dev.portcullis.crypto.durable.testing;

/** A change that has been made but not yet forced. */
final class Pending<C> {

  private enum Fate {
    OPEN,
    GIVEN_UP
  }

  private final C change;
  private Fate fate = Fate.OPEN;

  Pending(C change) {
    this.change = change;
  }

  C change() {
    return change;
  }

  /** After a failed force the kernel takes the pages for clean and never writes them. */
  void giveUp() {
    fate = Fate.GIVEN_UP;
  }

  boolean isOpen() {
    return fate == Fate.OPEN;
  }
}
