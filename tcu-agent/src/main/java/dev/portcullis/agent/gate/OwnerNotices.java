package dev.portcullis.agent.gate;

import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Notice;
import dev.portcullis.crypto.message.NoticeCodec;
import dev.portcullis.crypto.message.OwnerNotice;
import dev.portcullis.crypto.message.VehicleId;

/**
 * The way to every owner of the vehicle: signed, numbered, over the broker. A notice follows what
 * it tells of, which is durable by then; a power cut in between loses it.
 */
final class OwnerNotices {

  private final VehicleId vehicle;
  private final BootId boot;
  private final Signer receiptKey;
  private final Answers answers;
  private long told;

  OwnerNotices(VehicleId vehicle, BootId boot, Signer receiptKey, Answers answers) {
    this.vehicle = vehicle;
    this.boot = boot;
    this.receiptKey = receiptKey;
    this.answers = answers;
  }

  /** Tells every owner. */
  void tell(OwnerNotice what) {
    told++;
    answers.notice(NoticeCodec.sign(new Notice(vehicle, boot, told, what), receiptKey));
  }
}
