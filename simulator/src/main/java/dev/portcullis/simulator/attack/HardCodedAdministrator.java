package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.simulator.broker.MqttConnection;
import dev.portcullis.simulator.broker.Publication;
import java.util.List;

/** Uses a login that may publish anything. */
final class HardCodedAdministrator implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "hard-coded-administrator",
        Who.INSIDER,
        "a broker admin login",
        "the password of an administrator, found in an app, and any certificate",
        "publishes an unlock of his own making straight to the car",
        new Expected.Refused(RefusalCode.UNKNOWN_KEY));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var grants = List.of(GrantCodec.sign(UnenrolledKey.ownership(scene, key), key));
    var insider = scene.phone(key, grants);
    var draft = scene.draft(insider, CommandName.UNLOCK, scene.appraisalOf(key.publicKey()));
    var request = CommandRequestCodec.sign(scene.wrap(insider.sign(draft)), key);
    var topic = new Topics(scene.estate().vehicle()).command();
    scene.note(draft);
    var began = scene.vehicle().now();
    try (var connection =
        MqttConnection.open(scene.administrator(), MqttConnection.receiving((_, _) -> {}))
            .orFault()) {
      var _ =
          connection
              .publish(new Publication(topic, request, new Publication.UntilDelivered()))
              .orFault();
    }
    return new Trail.OfCommand(draft.command().id(), 1, began);
  }
}
