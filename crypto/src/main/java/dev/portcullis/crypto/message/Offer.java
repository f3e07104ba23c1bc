package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import java.time.Duration;

/**
 * What the vehicle shows while its enrolment window is open. Whoever takes it pins the receipt key;
 * the {@link #context} binds what follows to that very key.
 *
 * @param nonce of this window
 * @param receiptKey what signed this offer, and signs the vehicle's receipts from now on
 * @param left how long the window stays open, 1 to 2^32 - 1 whole seconds
 * @param linkKey the thumbprint of the key that the vehicle shows on the local link: a phone that
 *     was shown another talks to somebody in between
 */
public record Offer(
    VehicleId vehicle, WindowNonce nonce, PublicKey receiptKey, Duration left, Digest linkKey) {

  /** Checks what the codec has already refused. */
  public Offer {
    if (!Limits.inLifetime(left)) {
      throw new IllegalArgumentException("an offer out of its ranges: " + left);
    }
  }

  /** What a key that enrols in this window signs, and its evidence is made for. */
  public EnrolmentContext context() {
    return EnrolmentContext.of(nonce, vehicle, receiptKey);
  }
}
