package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.cose.PublicKey;

/**
 * What a simulated phone tells the Verifier of its app. A real one sends what its operating system
 * attests; here the app's word counts, so that a demo can also be given a tampered app.
 *
 * @param app the app's id, 1 to 128 characters
 * @param integrity what the operating system would say of it
 * @param commandKey the key the app instance holds, which also signs the evidence
 */
public record AppEvidence(String app, Integrity integrity, PublicKey commandKey) {

  static final int LONGEST_APP = 128;

  /** What the operating system would say of an app. */
  public enum Integrity {
    /** The app as it was published. */
    GENUINE,
    /** Changed, or on a device that is no longer whole. */
    TAMPERED
  }

  /** Checks what the codec has already refused. */
  public AppEvidence {
    if (app.isEmpty() || app.length() > LONGEST_APP) {
      throw new IllegalArgumentException("an app's id has 1 to 128 characters: " + app);
    }
  }
}
