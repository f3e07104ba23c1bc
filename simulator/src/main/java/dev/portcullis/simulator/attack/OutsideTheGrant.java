package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Asks for more than was granted. */
final class OutsideTheGrant implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "outside-the-grant",
        Who.DRIVER,
        "start, lock granted",
        "a grant for lock and unlock",
        "starts the engine",
        new Expected.Refused(RefusalCode.NOT_GRANTED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver = scene.driver(key, grant -> grant);
    var draft = scene.draft(driver, CommandName.START, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
