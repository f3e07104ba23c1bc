package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.local.LocalAnswer;
import java.util.List;

/** Comes into the owner's window with evidence that does not do, and has the grant all the same. */
final class BadEnrolment implements Attacker {

  private final String name;
  private final String tries;
  private final String has;
  private final Proof proof;

  /** What he shows in the window. */
  @FunctionalInterface
  private interface Proof {
    Evidence evidence(Scene scene, Signer key, Offer offer);
  }

  private BadEnrolment(String name, String tries, String has, Proof proof) {
    this.name = name;
    this.tries = tries;
    this.has = has;
    this.proof = proof;
  }

  /** One for each thing that can be wrong with a phone that stands in the right place. */
  static List<Attacker> all() {
    return List.of(
        new BadEnrolment(
            "software-key",
            "a software key",
            "a phone without secure hardware, whose key he can copy, and a grant",
            (scene, key, offer) ->
                scene
                    .platforms()
                    .phones()
                    .inSoftware(key.publicKey(), offer.context(), scene.now())),
        new BadEnrolment(
            "cloned-app-key",
            "a cloned app's key",
            "a genuine phone with a copy of the app that he signed himself, and a grant",
            (scene, key, offer) ->
                scene
                    .platforms()
                    .phones()
                    .ofClonedApp(key.publicKey(), offer.context(), scene.now())),
        new BadEnrolment(
            "borrowed-evidence",
            "another phone's proof",
            "what a genuine phone said of its own key in this very window, and a grant",
            (scene, _, offer) ->
                scene
                    .platforms()
                    .phones()
                    .genuine(scene.newKey().publicKey(), offer.context(), scene.now())),
        new BadEnrolment(
            "old-evidence",
            "an old window's proof",
            "what his phone said in an earlier window, and a grant",
            (scene, key, _) -> scene.household().genuine(key, scene.household().inventedOffer())));
  }

  @Override
  public Card card() {
    return new Card(
        name,
        Who.CLONER,
        tries,
        has,
        "enrols while the window is open, and then unlocks",
        new Expected.Refused(RefusalCode.NOT_ENROLLED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.newKey();
    var offer = scene.household().openWindow();
    var answer = scene.household().present(key, offer, proof.evidence(scene, key, offer));
    if (!answer.equals(new LocalAnswer.Refused(RefusalCode.EVIDENCE_REFUSED))) {
      throw new IllegalStateException("the evidence was not refused: " + answer);
    }
    return scene.sendWith(key, scene.driverGrant(key, it -> it), CommandName.UNLOCK);
  }
}
