package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Lets an older unlock follow a newer lock. */
final class SupersededUnlock implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "superseded-unlock",
        Who.THIEF,
        "unlock after the lock",
        "the owner's unlock, held back until the owner has locked again",
        "sends it while its beacon is still good",
        new Expected.Refused(RefusalCode.SUPERSEDED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var unlock = scene.draft(CommandName.UNLOCK);
    var request = scene.request(unlock);
    scene.awaitNewerBeacon(unlock);
    scene.carryOut(scene.draft(CommandName.LOCK));
    return scene.send(unlock, request);
  }
}
