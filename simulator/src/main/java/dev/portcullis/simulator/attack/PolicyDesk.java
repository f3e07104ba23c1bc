package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cose.PublicKey;
import java.io.IOException;

/** The manufacturer's desk, where policies are written, signed and installed in the car. */
public interface PolicyDesk {

  /**
   * Writes the next policy, in which these keys stand beside those they are to replace, and has the
   * running agent take it. Returns when it is installed; a moment later it is in force.
   *
   * @param verifier the next key of the Verifier of apps
   * @param approov the next key of the key set
   * @return the policy's sequence
   */
  long addKeys(PublicKey verifier, PublicKey approov) throws IOException, InterruptedException;
}
