package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Uses a counter for another command. */
final class CounterReuse implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "counter-reuse",
        Who.CLONER,
        "one counter, twice",
        "a copy of an enrolled key",
        "signs another command with the counter of one that was carried out",
        new Expected.Refused(RefusalCode.COUNTER_REUSED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var first = scene.draft(CommandName.LOCK);
    scene.carryOut(first);
    var second = scene.draft(CommandName.UNLOCK);
    return scene.send(Drafts.with(second, first.command().counter()));
  }
}
