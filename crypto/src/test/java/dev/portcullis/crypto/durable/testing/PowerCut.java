package dev.portcullis.crypto.durable.testing;

/** Thrown where the power goes. An error, so that no code under test takes it for a fault. */
public final class PowerCut extends Error {

  private static final long serialVersionUID = 1L;

  PowerCut(int operation) {
    super("power cut before operation " + operation, null, false, false);
  }
}
