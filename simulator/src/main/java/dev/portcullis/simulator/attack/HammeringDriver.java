package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Uses up what one key may send. */
final class HammeringDriver implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "hammering-driver",
        Who.DRIVER,
        "commands without end",
        "a grant for lock and unlock",
        "sends trunk commands without end, to keep the car busy",
        new Expected.Refused(RefusalCode.ALLOWANCE_USED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("hammering driver");
    var driver = scene.driver(key, grant -> grant);
    var app = scene.appraisalOf(key.publicKey());
    return scene.hammer(driver, CommandName.TRUNK, app);
  }
}
