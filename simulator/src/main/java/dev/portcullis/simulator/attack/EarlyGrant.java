package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;

/** Uses a grant that has not begun. */
final class EarlyGrant implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "early-grant",
        Who.DRIVER,
        "a grant for tomorrow",
        "a grant from tomorrow on",
        "unlocks today",
        new Expected.Refused(RefusalCode.GRANT_NOT_YET_VALID));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver =
        scene.driver(key, grant -> Grants.from(grant, scene.now().plus(Duration.ofDays(1))));
    var draft = scene.draft(driver, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
