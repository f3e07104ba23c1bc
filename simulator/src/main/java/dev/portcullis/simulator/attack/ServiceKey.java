package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Role;

/** A workshop uses a command that the policy keeps from it. */
final class ServiceKey implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "service-key",
        Who.DRIVER,
        "a workshop's unlock",
        "a workshop's grant, which an owner signed",
        "unlocks, which the policy keeps from workshops",
        new Expected.Refused(RefusalCode.POLICY_FORBIDS));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver = scene.driver(key, grant -> Grants.as(grant, Role.SERVICE));
    var draft = scene.draft(driver, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
