package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Duration;

/** Keeps a document of the genuine enclave for later. */
final class OldEnclaveDocument implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "old-enclave-document",
        Who.INSIDER,
        "old enclave document",
        "a key that once lay in the genuine enclave, and its document",
        "uses both long after",
        new Expected.Refused(RefusalCode.BACK_END_UNATTESTED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var enclaves = scene.platforms().enclaves();
    var draft = scene.draft(CommandName.UNLOCK);
    var document =
        enclaves.document(
            enclaves.genuine(), key.publicKey(), scene.now().minus(Duration.ofHours(1)));
    var request = Requests.with(scene.wrap(scene.owner().sign(draft)), document);
    return scene.send(draft, CommandRequestCodec.sign(request, key));
  }
}
