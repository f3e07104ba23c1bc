package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.simulator.phone.Wish;
import java.time.Duration;

/** Asks for a lifetime that never ends. */
final class YearLongLifetime implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "year-long-lifetime",
        Who.CLONER,
        "lifetime of a year",
        "an app of his own on an enrolled phone",
        "asks for a lifetime of a year and sends when the beacon has lapsed",
        new Expected.Refused(RefusalCode.BEACON_EXPIRED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    var wish = new Wish(CommandName.UNLOCK, new Arguments.None(), Duration.ofDays(365));
    var handle = ReplyHandle.random(scene.random());
    var draft = scene.owner().draft(wish, scene.beacon(), scene.ownersApp(), handle);
    var request = scene.request(draft);
    scene.outlive(draft);
    return scene.send(draft, request);
  }
}
