package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.KeyEnrolmentCodec;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.OfferCodec;
import dev.portcullis.crypto.message.VehicleId;
import java.util.Optional;

/** A command key that a phone has just made, on its way into a vehicle. */
public record NewKey(Signer signer) {

  /**
   * Passes with the offer where the vehicle that is meant signed it with the key it shows: the one
   * to pin from now on. Whether it is that vehicle's key shows when its platform's evidence, which
   * names it, is accepted.
   *
   * @param shown the thumbprint of the key that the vehicle showed on the local link
   */
  public static Outcome<Offer, PhoneRefusal> checkOffer(
      Bytes encoded, VehicleId meant, Digest shown) {
    return OfferCodec.parse(encoded)
        .mapRefusal(_ -> PhoneRefusal.NOT_AN_OFFER)
        .then(offer ->
            offer
                .verify(offer.claims().receiptKey())
                .mapRefusal(_ -> PhoneRefusal.NOT_OF_OUR_VEHICLE))
        .then(offer ->
            offer.vehicle().equals(meant) && offer.linkKey().equals(shown)
                ? Outcome.passed(offer)
                : Outcome.refused(PhoneRefusal.NOT_OF_OUR_VEHICLE));
  }

  /** Presents the key for {@code offer}, with what the phone's platform says of it. */
  public Bytes present(Offer offer, Evidence evidence) {
    return KeyEnrolmentCodec.sign(
        new KeyEnrolment(
            offer.vehicle(), offer.context(), signer.publicKey(), Optional.of(evidence)),
        signer);
  }
}
