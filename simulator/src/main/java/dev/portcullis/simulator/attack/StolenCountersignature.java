package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Takes the countersignature of another request. */
final class StolenCountersignature implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "stolen-countersignature",
        Who.THIEF,
        "borrowed signature",
        "a request of yesterday and a new command",
        "puts the countersignature of the one under the other",
        new Expected.Refused(RefusalCode.BAD_COUNTERSIGNATURE));
  }

  @Override
  public Trail attempt(Scene scene) {
    var yesterdays = scene.request(scene.draft(CommandName.LOCK));
    var draft = scene.draft(CommandName.UNLOCK);
    var stolen = Forgery.signatureOf(yesterdays);
    return scene.send(draft, Forgery.resigned(scene.request(draft), stolen));
  }
}
