package dev.portcullis.can.remote;

/** Told of every change, once each way. */
@FunctionalInterface
public interface LinkObserver {

  /** The status changed. */
  void changed(LinkStatus status);
}
