package dev.portcullis.crypto.message;

import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.Optional;

/**
 * A new command key presents itself, and signs this: whoever sends it holds the key, and made the
 * signature for this context. It gives the key no right at all; an owner's grant does.
 *
 * @param context of the window in which the key enrols
 * @param key the new command key, a P-256 key
 * @param evidence what the platform says of the key and the app; may follow in a second enrolment
 */
public record KeyEnrolment(
    VehicleId vehicle, EnrolmentContext context, PublicKey key, Optional<Evidence> evidence) {

  /** Checks what the codec has already refused. */
  public KeyEnrolment {
    if (key.algorithm() != Algorithm.ES256) {
      throw new IllegalArgumentException("no command key: " + key);
    }
  }
}
