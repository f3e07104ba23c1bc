package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.simulator.ecu.BodyState;

/** Starts the engine under an open hood. */
final class StartWithOpenHood implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "start-with-open-hood",
        Who.OWNER,
        "start, hood open",
        "everything that is right, and somebody under the hood",
        "starts the engine remotely",
        new Expected.Refused(RefusalCode.OPENING_NOT_SHUT));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().change(body -> body.withHood(BodyState.Opening.OPEN));
    scene.settle();
    return scene.send(scene.draft(CommandName.START));
  }
}
