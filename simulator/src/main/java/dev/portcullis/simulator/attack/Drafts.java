package dev.portcullis.simulator.attack;

import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.phone.Draft;

/** Changes single fields of a command that is not signed yet. */
final class Drafts {

  private Drafts() {}

  static Draft with(Draft draft, VehicleId vehicle) {
    var it = draft.command();
    return draft.with(
        new Command(
            vehicle,
            it.id(),
            it.name(),
            it.arguments(),
            it.boot(),
            it.slot(),
            it.nonce(),
            it.channel(),
            it.counter(),
            it.lifetime(),
            it.grant(),
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }

  static Draft with(Draft draft, BootId boot) {
    var it = draft.command();
    return draft.with(
        new Command(
            it.vehicle(),
            it.id(),
            it.name(),
            it.arguments(),
            boot,
            it.slot(),
            it.nonce(),
            it.channel(),
            it.counter(),
            it.lifetime(),
            it.grant(),
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }

  static Draft with(Draft draft, Nonce nonce) {
    var it = draft.command();
    return draft.with(
        new Command(
            it.vehicle(),
            it.id(),
            it.name(),
            it.arguments(),
            it.boot(),
            it.slot(),
            nonce,
            it.channel(),
            it.counter(),
            it.lifetime(),
            it.grant(),
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }

  static Draft with(Draft draft, Channel channel) {
    var it = draft.command();
    return draft.with(
        new Command(
            it.vehicle(),
            it.id(),
            it.name(),
            it.arguments(),
            it.boot(),
            it.slot(),
            it.nonce(),
            channel,
            it.counter(),
            it.lifetime(),
            it.grant(),
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }

  static Draft with(Draft draft, Counter counter) {
    var it = draft.command();
    return draft.with(
        new Command(
            it.vehicle(),
            it.id(),
            it.name(),
            it.arguments(),
            it.boot(),
            it.slot(),
            it.nonce(),
            it.channel(),
            counter,
            it.lifetime(),
            it.grant(),
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }

  static Draft with(Draft draft, Digest grant) {
    var it = draft.command();
    return draft.with(
        new Command(
            it.vehicle(),
            it.id(),
            it.name(),
            it.arguments(),
            it.boot(),
            it.slot(),
            it.nonce(),
            it.channel(),
            it.counter(),
            it.lifetime(),
            grant,
            it.attestation(),
            it.replyHandle(),
            it.replyKey()));
  }
}
