package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;

/** Uses a grant that has ended. */
final class ExpiredGrant implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "expired-grant",
        Who.DRIVER,
        "a grant that ended",
        "a grant until yesterday",
        "unlocks today",
        new Expected.Refused(RefusalCode.GRANT_EXPIRED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver =
        scene.driver(key, grant -> Grants.until(grant, scene.now().minus(Duration.ofMinutes(1))));
    var draft = scene.draft(driver, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
