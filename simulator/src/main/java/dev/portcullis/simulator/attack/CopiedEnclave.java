package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.RefusalCode;

/** Runs a copy of the genuine image under another signature. */
final class CopiedEnclave implements Attacker {

  private static final int SIGNER = 8;
  private static final int REGISTER_BYTES = 48;

  @Override
  public Card card() {
    return new Card(
        "copied-enclave",
        Who.INSIDER,
        "enclave of a stranger",
        "a copy of the image of the command service",
        "signs and runs it himself",
        new Expected.Refused(RefusalCode.BACK_END_UNATTESTED));
  }

  @Override
  public Trail attempt(Scene scene) {
    var key = scene.newKey();
    var enclaves = scene.platforms().enclaves();
    var draft = scene.draft(CommandName.UNLOCK);
    var registers = enclaves.genuine();
    var his = Digest.of(key.publicKey().encoded()).value();
    registers.put(SIGNER, Bytes.concat(his, his.slice(0, REGISTER_BYTES - his.size())));
    var document = enclaves.document(registers, key.publicKey(), scene.now());
    var request = Requests.with(scene.wrap(scene.owner().sign(draft)), document);
    return scene.send(draft, CommandRequestCodec.sign(request, key));
  }
}
