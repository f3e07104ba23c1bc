package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;

/** The car is sold; the buyer's phone opens it. */
final class SoldCar implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "sold-car",
        Who.OWNER,
        "unlock, by the buyer",
        "a hand-over signed by the manufacturer, the seller's consent, and the card in the car",
        "unlocks with the buyer's phone",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.UNLOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.household().sell();
    scene.settle();
    return scene.send(scene.draft(CommandName.UNLOCK));
  }
}
