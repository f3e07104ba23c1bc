package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarIssuer;
import dev.portcullis.crypto.attest.token.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.cloud.EvidenceVerifier;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;
import dev.portcullis.simulator.platform.ApproovService;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The Verifier and the Approov service change their keys while the owner's commands flow: none is
 * lost, and the phone knows nothing of it.
 */
final class RotatedKeys implements Attacker {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 40;
  private static final int BEFORE = 5;
  private static final int AFTER = 5;

  @Override
  public Card card() {
    return new Card(
        "rotated-keys",
        Who.OWNER,
        "keys change meanwhile",
        "the enrolled phone, while the Verifier and the key set change their keys",
        "sends locks all the while, and then unlock with a token of the next key",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.UNLOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var nextVerifier = scene.newKey();
    var nextService = new ApproovService("next", scene.newKey());
    scene.settle();
    lock(scene, BEFORE);
    long sequence = install(scene, nextVerifier, nextService);
    var deadline = scene.vehicle().now().plus(PATIENCE);
    while (scene.beacon().policySequence() < sequence) {
      if (scene.vehicle().now().compareTo(deadline) > 0) {
        throw new IllegalStateException("the policy never came into force");
      }
      lock(scene, 1);
    }
    lock(scene, AFTER);
    var appraised = byTheNextVerifier(scene, nextVerifier);
    scene.carryOut(scene.draft(scene.owner(), CommandName.LOCK, appraised));
    var thumbprint = scene.owner().key().signer().publicKey().thumbprint();
    var token = nextService.token(thumbprint, scene.now());
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, token));
  }

  private static long install(Scene scene, Signer verifier, ApproovService service)
      throws InterruptedException {
    try {
      return scene.policies().addKeys(verifier.publicKey(), service.publicKey());
    } catch (IOException e) {
      throw new IllegalStateException("the policy was not installed: " + e.getMessage(), e);
    }
  }

  private static void lock(Scene scene, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      scene.carryOut(scene.draft(CommandName.LOCK));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static Attestation byTheNextVerifier(Scene scene, Signer key) {
    var now = scene.now().truncatedTo(ChronoUnit.SECONDS);
    var verdict =
        new Verdict(
            AttesterRole.APP,
            Provisioning.APP,
            scene.owner().key().signer().publicKey(),
            TrustTier.AFFIRMING);
    return new EarIssuer(EvidenceVerifier.APP_ISSUER, "next", EvidenceVerifier.FORM, key)
        .issue(verdict, now.minusSeconds(1), now.plus(Duration.ofHours(1)));
  }
}
