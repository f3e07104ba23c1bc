package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.simulator.ecu.BodyState.DoorLock;

/** A back-end in a Nitro enclave, whose document names its countersign key. */
final class GenuineEnclave implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "enclave",
        Who.OWNER,
        "lock, by an enclave",
        "the enrolled phone, and a command service in a Nitro enclave",
        "sends lock through it",
        new Expected.Confirmed(car -> car.body().doorLock() == DoorLock.LOCKED));
  }

  @Override
  public Trail attempt(Scene scene) throws InterruptedException {
    scene.vehicle().change(body -> body.with(DoorLock.UNLOCKED));
    scene.settle();
    var key = scene.newKey();
    var enclaves = scene.platforms().enclaves();
    var document = enclaves.document(enclaves.genuine(), key.publicKey(), scene.now());
    var draft = scene.draft(CommandName.LOCK);
    var request = Requests.with(scene.wrap(scene.owner().sign(draft)), document);
    return scene.send(draft, CommandRequestCodec.sign(request, key));
  }
}
