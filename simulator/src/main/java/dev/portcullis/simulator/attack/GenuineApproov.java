package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;

/** The owner's phone, whose app shows an Approov token bound to its command key. */
final class GenuineApproov implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "approov",
        Who.OWNER,
        "unlock, Approov token",
        "the enrolled phone, and a token bound to its command key",
        "sends unlock with the token",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.UNLOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().change(body -> body.with(DoorLock.LOCKED));
    scene.settle();
    var thumbprint = scene.owner().key().signer().publicKey().thumbprint();
    var app = scene.platforms().approov().token(thumbprint, scene.now());
    return scene.send(scene.draft(scene.owner(), CommandName.UNLOCK, app));
  }
}
