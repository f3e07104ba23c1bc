package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;
import dev.portcullis.simulator.phone.SignedCommand;

/** Exchanges the appraisal under a signed command. */
final class SwappedAppraisal implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "swapped-appraisal",
        Who.INSIDER,
        "appraisal exchanged",
        "a command of the owner's on its way, and another appraisal",
        "puts the other in the place of the one that was signed",
        new Expected.Refused(RefusalCode.ATTESTATION_MISMATCH));
  }

  @Override
  public Trail attempt(Scene scene) {
    var draft = scene.draft(CommandName.UNLOCK);
    var signed = scene.owner().sign(draft);
    var other =
        scene.verdict(
            scene.owner().key().signer().publicKey(), Provisioning.APP, TrustTier.WARNING);
    var request = scene.wrap(new SignedCommand(signed.command(), other, signed.grants()));
    return scene.send(draft, scene.backEnd().countersigner().sign(request));
  }
}
