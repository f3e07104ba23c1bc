package dev.portcullis.ota.fetch;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;

/** The Director, as far as a vehicle tells it something. */
public interface Director {

  /**
   * Hands over a vehicle version manifest (Uptane section 5.4.2.1), and passes with it once the
   * Director said that it has it. Refused, nobody knows whether it has: what the manifest told is
   * told again, by a new one with a higher counter.
   */
  Outcome<Bytes, HandingFailure> hand(Bytes manifest);
}
