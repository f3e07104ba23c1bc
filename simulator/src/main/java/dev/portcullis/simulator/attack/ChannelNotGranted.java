package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;

/** Uses a channel that was not granted. */
final class ChannelNotGranted implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "channel-not-granted",
        Who.DRIVER,
        "remote, local granted",
        "a grant for the local channel alone",
        "unlocks from afar",
        new Expected.Refused(RefusalCode.CHANNEL_NOT_GRANTED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var key = scene.household().enrolled("driver");
    var driver = scene.driver(key, grant -> Grants.over(grant, Channel.LOCAL));
    var draft = scene.draft(driver, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    return scene.send(draft, scene.request(draft, driver));
  }
}
