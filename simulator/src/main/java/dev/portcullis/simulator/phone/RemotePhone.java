package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.simulator.phone.AppEvidence.Integrity;
import dev.portcullis.simulator.phone.PhoneMessage.GiveAppraisal;
import dev.portcullis.simulator.phone.PhoneMessage.GiveBeacon;
import dev.portcullis.simulator.phone.PhoneMessage.GiveReceipt;
import dev.portcullis.simulator.phone.PhoneMessage.GiveSent;
import java.time.Duration;

/**
 * A phone that reaches the vehicle through the command service, step by step: have its app
 * appraised, get the newest beacon, sign, send, and read the receipt.
 */
public final class RemotePhone {

  private final Phone phone;
  private final String app;
  private final PhoneLink link;
  private final Duration patience;

  /**
   * A phone at the end of {@code link}.
   *
   * @param app the id of the app that holds the command key
   * @param patience how long it waits for each answer
   */
  public RemotePhone(Phone phone, String app, PhoneLink link, Duration patience) {
    this.phone = phone;
    this.app = app;
    this.link = link;
    this.patience = patience;
  }

  /** Has {@code wish} done; passes with the vehicle's answer, whatever it says. */
  public Outcome<Answer, Trouble> fulfil(Wish wish) throws InterruptedException {
    return switch (appraise()) {
      case Outcome.Passed<Attestation, Trouble>(var result) -> fulfil(wish, result);
      case Outcome.Refused<Attestation, Trouble>(var why) -> Outcome.refused(why);
    };
  }

  private Outcome<Attestation, Trouble> appraise() throws InterruptedException {
    var evidence = AppEvidenceCodec.sign(app, Integrity.GENUINE, phone.key().signer());
    return link.ask(new PhoneMessage.AskAppraisal(evidence), patience)
        .then(answer ->
            answer instanceof GiveAppraisal(var result)
                ? Outcome.passed(result)
                : Outcome.refused(notUnderstood()));
  }

  private Outcome<Answer, Trouble> fulfil(Wish wish, Attestation result)
      throws InterruptedException {
    var vehicle = phone.key().vehicle();
    var drafted =
        link.ask(new PhoneMessage.AskBeacon(vehicle), patience)
            .then(answer ->
                answer instanceof GiveBeacon beacon
                    ? draft(wish, beacon, result)
                    : Outcome.refused(notUnderstood()));
    return switch (drafted) {
      case Outcome.Passed<Draft, Trouble>(var draft) -> send(draft);
      case Outcome.Refused<Draft, Trouble>(var why) -> Outcome.refused(why);
    };
  }

  private Outcome<Draft, Trouble> draft(Wish wish, GiveBeacon given, Attestation result) {
    return phone
        .checkBeacon(given.beacon())
        .<Trouble>mapRefusal(Trouble.NotBelieved::new)
        .map(beacon -> phone.draft(wish, beacon, result, given.replyHandle()));
  }

  private Outcome<Answer, Trouble> send(Draft draft) throws InterruptedException {
    var signed = phone.sign(draft);
    return switch (link.ask(new PhoneMessage.AskCommand(signed), patience)) {
      // The receipt may overtake the word that the request was sent.
      case Outcome.Passed<PhoneMessage.Answer, Trouble>(GiveReceipt(var receipt)) ->
          read(receipt, draft, signed);
      case Outcome.Passed<PhoneMessage.Answer, Trouble>(GiveSent _) ->
          link.receipt(patience)
              .then(answer ->
                  answer instanceof GiveReceipt(var receipt)
                      ? read(receipt, draft, signed)
                      : Outcome.refused(notUnderstood()));
      case Outcome.Passed<PhoneMessage.Answer, Trouble> _ -> Outcome.refused(notUnderstood());
      case Outcome.Refused<PhoneMessage.Answer, Trouble>(var why) -> Outcome.refused(why);
    };
  }

  private Outcome<Answer, Trouble> read(Bytes receipt, Draft draft, SignedCommand signed) {
    return phone.read(receipt, draft, signed).mapRefusal(Trouble.NotBelieved::new);
  }

  private static Trouble notUnderstood() {
    return new Trouble.AtTheService(ServiceRefusal.NOT_UNDERSTOOD);
  }
}
