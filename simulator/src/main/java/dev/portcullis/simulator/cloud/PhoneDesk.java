package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import dev.portcullis.simulator.phone.AppEvidenceCodec;
import dev.portcullis.simulator.phone.Exchange;
import dev.portcullis.simulator.phone.Letter;
import dev.portcullis.simulator.phone.LetterCodec;
import dev.portcullis.simulator.phone.PhoneMessage;
import dev.portcullis.simulator.phone.PhoneMessage.AskAppraisal;
import dev.portcullis.simulator.phone.PhoneMessage.AskBeacon;
import dev.portcullis.simulator.phone.PhoneMessage.AskCommand;
import dev.portcullis.simulator.phone.PhoneMessage.GiveAppraisal;
import dev.portcullis.simulator.phone.PhoneMessage.GiveBeacon;
import dev.portcullis.simulator.phone.PhoneMessage.GiveReceipt;
import dev.portcullis.simulator.phone.PhoneMessage.GiveRefusal;
import dev.portcullis.simulator.phone.PhoneMessage.GiveSent;
import dev.portcullis.simulator.phone.PhoneTopics;
import dev.portcullis.simulator.phone.ServiceRefusal;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where phones talk with the back-end over the broker, each on its own two topics. */
final class PhoneDesk {

  private static final Logger LOG = Logger.getLogger(PhoneDesk.class.getName());

  private final BeaconBook beacons;
  private final CommandService commands;
  private final EvidenceVerifier verifier;
  private final Sender sender;

  PhoneDesk(BeaconBook beacons, CommandService commands, EvidenceVerifier verifier, Sender sender) {
    this.beacons = beacons;
    this.commands = commands;
    this.verifier = verifier;
    this.sender = sender;
  }

  /** Takes what the phone of {@code topics} sent, and answers it. */
  void take(PhoneTopics topics, Bytes encoded) {
    switch (LetterCodec.parse(encoded)) {
      case Outcome.Passed<Letter, ?>(Letter(var exchange, PhoneMessage.Question question)) -> {
        Outcome<? extends PhoneMessage, ServiceRefusal> answer =
            switch (question) {
              case AskBeacon(var vehicle) -> beacon(vehicle, topics, exchange);
              case AskAppraisal(var evidence) -> appraise(evidence);
              case AskCommand(var command) -> commands.submit(command).map(GiveSent::new);
            };
        send(
            topics,
            exchange,
            switch (answer) {
              case Outcome.Passed<? extends PhoneMessage, ?>(var message) -> message;
              case Outcome.Refused<?, ServiceRefusal>(var reason) -> new GiveRefusal(reason);
            });
      }
      case Outcome.Passed<Letter, ?>(Letter(var exchange, PhoneMessage.Answer _)) ->
          send(topics, exchange, new GiveRefusal(ServiceRefusal.NOT_UNDERSTOOD));
      // Without an exchange there is nothing to answer to.
      case Outcome.Refused<Letter, ?>(var reason) ->
          LOG.log(Level.FINE, "a phone sent what is no letter: {0}", reason);
    }
  }

  /** The handle is bound to this phone and exchange: receipts for it go nowhere else. */
  private Outcome<PhoneMessage, ServiceRefusal> beacon(
      VehicleId vehicle, PhoneTopics topics, Exchange exchange) {
    if (beacons.keyOf(vehicle).isEmpty()) {
      return Outcome.refused(ServiceRefusal.UNKNOWN_VEHICLE);
    }
    return beacons
        .newest(vehicle)
        .<Outcome<PhoneMessage, ServiceRefusal>>map(sighting ->
            Outcome.passed(
                new GiveBeacon(
                    sighting.encoded(),
                    commands.handleFor(
                        receipt -> send(topics, exchange, new GiveReceipt(receipt))))))
        .orElseGet(() -> Outcome.refused(ServiceRefusal.NO_BEACON));
  }

  private Outcome<PhoneMessage, ServiceRefusal> appraise(Bytes evidence) {
    return AppEvidenceCodec.parse(evidence)
        .mapRefusal(_ -> ServiceRefusal.BAD_EVIDENCE)
        .map(verifier::appraise)
        .map(GiveAppraisal::new);
  }

  private void send(PhoneTopics topics, Exchange exchange, PhoneMessage message) {
    var payload = LetterCodec.encode(new Letter(exchange, message));
    var publication = new Publication(topics.answer(), payload, new Publication.UntilDelivered());
    if (sender.send(publication) instanceof Outcome.Refused<?, MqttRefusal>(var why)) {
      LOG.log(Level.WARNING, "an answer did not reach its phone: {0}", why);
    }
  }
}
