package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** A key that the owner was talked into granting, and that no phone ever enrolled. */
final class NeverEnrolled implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "never-enrolled",
        Who.THIEF,
        "a grant by persuasion",
        "a key in a file, and a grant for it that he talked the owner into",
        "unlocks the car",
        new Expected.Refused(RefusalCode.NOT_ENROLLED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    return scene.sendWith(key, scene.driverGrant(key, it -> it), CommandName.UNLOCK);
  }
}
