package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.EarIssuer.Verdict;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Shows an appraisal from before. */
final class ExpiredAttestation implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "expired-attestation",
        Who.CLONER,
        "an ended appraisal",
        "an appraisal from before the phone was broken into, which has ended",
        "shows it with a new command",
        new Expected.Refused(RefusalCode.ATTESTATION_EXPIRED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var app =
        scene
            .verifier()
            .issue(
                new Verdict(
                    AttesterRole.APP,
                    Provisioning.APP,
                    scene.owner().key().signer().publicKey(),
                    TrustTier.AFFIRMING),
                scene.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS),
                scene.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
