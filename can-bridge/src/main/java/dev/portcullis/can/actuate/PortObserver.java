package dev.portcullis.can.actuate;

/** Told of every change of the adapter's status, so that it can be logged in one line. */
@FunctionalInterface
public interface PortObserver {

  /** The status changed. {@code port} is the adapter as the configuration names it. */
  void changed(String port, PortStatus status);
}
