package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;

/** A second phone enrols, gets a valet's grant of the owner, and opens the car. */
final class GenuineValet implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "valet",
        Who.DRIVER,
        "unlock, by a valet",
        "a phone that enrols in the owner's window, and a valet's grant of the owner",
        "unlocks the car to park it",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.UNLOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.newKey();
    scene.household().enrol(key);
    var grant = scene.driverGrant(key, it -> Grants.as(it, Role.VALET));
    scene.household().register(grant);
    scene.settle();
    return scene.sendWith(key, grant, CommandName.UNLOCK);
  }
}
