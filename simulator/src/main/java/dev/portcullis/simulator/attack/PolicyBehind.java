package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.cloud.Sequences;

/** A back-end knows of a newer policy. */
final class PolicyBehind implements Attacker {

  private static final long NEWER = 1_000;

  @Override
  public Card card() {
    return new Card(
        "policy-behind",
        Who.NATURE,
        "an outdated policy",
        "a policy older than the one the back-end knows of",
        "is asked to unlock",
        new Expected.Refused(RefusalCode.POLICY_BEHIND));
  }

  @Override
  public Trail attempt(Scene scene) {
    scene.cloud().knows(new Sequences(NEWER, 0));
    return scene.send(scene.draft(CommandName.UNLOCK));
  }

  @Override
  public void leave(Scene scene) {
    scene.cloud().knows(Sequences.NONE);
  }
}
