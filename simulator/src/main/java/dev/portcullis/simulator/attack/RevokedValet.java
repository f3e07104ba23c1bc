package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;

/** A valet whom the owner has sent away. */
final class RevokedValet implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "revoked-valet",
        Who.DRIVER,
        "a valet, sent away",
        "an enrolled phone and a valet's grant without end, whose key the owner has revoked",
        "comes back and unlocks the car",
        new Expected.Refused(RefusalCode.REVOKED_KEY));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.newKey();
    scene.household().enrol(key);
    var grant = scene.driverGrant(key, it -> Grants.as(it, Role.VALET));
    scene.household().register(grant);
    scene.household().revoke(key);
    return scene.sendWith(key, grant, CommandName.UNLOCK);
  }
}
