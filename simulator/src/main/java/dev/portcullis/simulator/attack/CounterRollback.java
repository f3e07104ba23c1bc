package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.RefusalCode;

/** Sets the counter back. */
final class CounterRollback implements Attacker {

  private static final long STEPS = 100_000;

  @Override
  public Card card() {
    return new Card(
        "counter-rollback",
        Who.CLONER,
        "counter rolled back",
        "a backup of an enrolled phone from last week",
        "signs with a counter far below the newest",
        new Expected.Refused(RefusalCode.STALE_COUNTER));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.carryOut(scene.draft(CommandName.LOCK));
    var draft = scene.draft(CommandName.UNLOCK);
    long back = draft.command().counter().bits() - STEPS;
    return scene.send(Drafts.with(draft, new Counter(back)));
  }
}
