package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.simulator.attack.Scene;
import dev.portcullis.simulator.phone.Wish;
import java.util.function.LongSupplier;

/** Sends genuine commands through phone and back-end, without waiting for their receipts. */
final class GenuineSender {

  private final Scene scene;
  private final LongSupplier nanos;

  GenuineSender(Scene scene, LongSupplier nanos) {
    this.scene = scene;
    this.nanos = nanos;
  }

  /** Drafts, signs and sends a command; its receipt is read when it comes. */
  Sent send(CommandName name) {
    var commands = scene.backEnd().commands();
    var sent = new Sent(nanos);
    var handle = commands.handleFor(sent::take);
    var draft = scene.owner().draft(Wish.of(name), scene.beacon(), scene.ownersApp(), handle);
    scene.note(draft);
    var signed = scene.owner().sign(draft);
    sent.sending(receipt -> scene.owner().read(receipt, draft, signed), draft.command().id());
    if (commands.submit(signed) instanceof Outcome.Refused<CommandId, ?>(var reason)) {
      throw new IllegalStateException("the back-end did not send it: " + reason);
    }
    return sent;
  }
}
