package dev.portcullis.crypto.durable;

/** A lock that is held until it is closed. */
public interface HeldLock extends AutoCloseable {

  /** Lets go of the lock; the second time does nothing. */
  @Override
  void close();
}
