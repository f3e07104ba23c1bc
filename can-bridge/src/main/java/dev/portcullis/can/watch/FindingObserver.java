package dev.portcullis.can.watch;

/** Is told what was found, on the thread that the frames come from: keep it short. */
@FunctionalInterface
public interface FindingObserver {

  /** A finding, at most so often as {@link Ledger} lets through. */
  void found(Finding finding);
}
