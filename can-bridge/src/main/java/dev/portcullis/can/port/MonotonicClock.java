package dev.portcullis.can.port;

/** Time that only goes forward, for ages and deadlines. It has no relation to the wall clock. */
@FunctionalInterface
public interface MonotonicClock {

  /** Nanoseconds since some fixed moment; only differences mean anything. */
  long nanos();
}
