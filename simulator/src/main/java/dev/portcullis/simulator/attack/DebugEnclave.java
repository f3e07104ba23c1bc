package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** Runs the genuine image where its memory can be read. */
final class DebugEnclave implements Attacker {

  @Override
  public Card card() {
    return new Card(
        "debug-enclave",
        Who.INSIDER,
        "enclave in debug mode",
        "the genuine image of the command service",
        "runs it in debug mode, where its measurements are zero",
        new Expected.Refused(RefusalCode.BACK_END_UNATTESTED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var enclaves = scene.platforms().enclaves();
    var draft = scene.draft(CommandName.UNLOCK);
    var registers = enclaves.genuine();
    registers.replaceAll((_, value) -> Bytes.of(new byte[value.size()]));
    var document = enclaves.document(registers, key.publicKey(), scene.now());
    var request = Requests.with(scene.wrap(scene.owner().sign(draft)), document);
    return scene.send(draft, CommandRequestCodec.sign(request, key));
  }
}
