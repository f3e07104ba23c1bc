package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Provisioning;

/** Uses a grant from before the car was sold. */
final class FormerOwnersDriver implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "former-owners-driver",
        Who.DRIVER,
        "grant before the sale",
        "a grant of the ownership epoch before this one",
        "unlocks the sold car",
        new Expected.Refused(RefusalCode.WRONG_EPOCH));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver = scene.driver(key, grant -> Grants.of(grant, Provisioning.EPOCH - 1));
    var draft = scene.draft(driver, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
