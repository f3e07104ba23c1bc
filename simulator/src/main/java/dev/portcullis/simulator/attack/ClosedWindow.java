package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.local.LocalAnswer;

/** Stands at the car with a genuine phone, while nobody lets a key enrol. */
final class ClosedWindow implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "closed-window",
        Who.THIEF,
        "enrols unasked",
        "a genuine phone and app at the car, and the card on its reader, but no owner's word",
        "enrols all the same, and then unlocks",
        new Expected.Refused(RefusalCode.NOT_ENROLLED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.newKey();
    var household = scene.household();
    if (household.opensByTheCardAlone()) {
      throw new IllegalStateException("the window opened without the owner");
    }
    var invented = household.inventedOffer();
    var answer = household.present(key, invented, household.genuine(key, invented));
    if (!answer.equals(new LocalAnswer.RefusedStranger())) {
      throw new IllegalStateException("the enrolment was not turned away: " + answer);
    }
    return scene.sendWith(key, scene.driverGrant(key, it -> it), CommandName.UNLOCK);
  }
}
