package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.PublicKey;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnrolmentContextTest {

  private final SecureRandom random = new FixedRandom("contexts");

  @Test
  void isTheDigestOfTheDocumentedBytes() {
    Offer offer = Samples.offer();
    Bytes documented =
        Bytes.concat(
            Bytes.fromHex("84781e"),
            Bytes.utf8("portcullis/enrolment-context/1"),
            Bytes.fromHex("50"),
            offer.nonce().value(),
            Bytes.fromHex("50"),
            offer.vehicle().value(),
            Bytes.fromHex("a401022001215820"),
            offer.receiptKey().x(),
            Bytes.fromHex("225820"),
            offer.receiptKey().y().orElseThrow());

    assertEquals(Digest.of(documented), offer.context().digest());
  }

  @Test
  void isAnotherForEachNonceVehicleAndReceiptKey() {
    Set<EnrolmentContext> seen = new HashSet<>();
    Set<PublicKey> keys =
        Set.of(Samples.VEHICLE.publicKey(), Samples.BUYER.publicKey(), Samples.TIME.publicKey());
    for (int i = 0; i < 8; i++) {
      var nonce = WindowNonce.random(random);
      for (int j = 0; j < 8; j++) {
        var vehicle = VehicleId.random(random);
        for (PublicKey key : keys) {
          assertTrue(seen.add(EnrolmentContext.of(nonce, vehicle, key)));
        }
      }
    }
  }

  @Test
  void doesNotConfuseANonceWithAVehicle() {
    Bytes one = WindowNonce.random(random).value();
    Bytes other = WindowNonce.random(random).value();
    PublicKey key = Samples.VEHICLE.publicKey();

    assertNotEquals(
        EnrolmentContext.of(new WindowNonce(one), new VehicleId(other), key),
        EnrolmentContext.of(new WindowNonce(other), new VehicleId(one), key));
  }

  @Test
  void challengesAndroidWithItselfAndAppleWithItselfAndTheCommandKey() {
    EnrolmentContext context = Samples.offer().context();
    PublicKey phone = Samples.PHONE.publicKey();

    assertEquals(context.digest().value(), context.challenge());
    assertEquals(
        Bytes.concat(context.digest().value(), phone.thumbprint().value()),
        context.clientData(phone));
    assertEquals(64, context.clientData(phone).size());
  }
}
