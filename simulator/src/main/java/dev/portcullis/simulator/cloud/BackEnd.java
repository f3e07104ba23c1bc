package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import dev.portcullis.simulator.phone.PhoneTopics;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The back-end at work: one connection to the broker, and the services behind it. */
public final class BackEnd implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(BackEnd.class.getName());
  private static final String VEHICLES = "portcullis/1/";
  private static final String BEACON = "/beacon";
  private static final String RECEIPT = "/receipt";
  private static final String CHECKPOINT = "/checkpoint";
  private static final String NOTICE = "/notice";

  private final BackEndParts parts;
  private final ReceiptDesk receipts;
  private final CommandService commands;
  private final PhoneDesk phones;
  private final CheckpointBook checkpoints;
  private final NoticeDesk notices;
  private final CloudLink link;
  private final Courier courier;
  private final Set<BootId> echoed = new HashSet<>();

  private BackEnd(MqttLogin login, BackEndParts parts, SecureRandom random) {
    this.parts = parts;
    this.link =
        new CloudLink(
            login,
            List.of(
                VEHICLES + "+" + BEACON,
                VEHICLES + "+" + RECEIPT,
                VEHICLES + "+" + CHECKPOINT,
                VEHICLES + "+" + NOTICE,
                PhoneTopics.EVERY_REQUEST),
            this::take);
    this.courier = new Courier(link::publish);
    this.checkpoints = new CheckpointBook(parts.beacons());
    this.notices = new NoticeDesk(parts.beacons());
    this.receipts = new ReceiptDesk(parts.beacons());
    this.commands =
        new CommandService(parts.beacons(), receipts, parts.countersigner(), link::publish, random);
    this.phones = new PhoneDesk(parts.beacons(), commands, parts.verifier(), link::publish);
  }

  /** Starts the services; they connect to the broker as soon as it lets them. */
  public static BackEnd start(MqttLogin login, BackEndParts parts, SecureRandom random) {
    var backEnd = new BackEnd(login, parts, random);
    backEnd.link.start();
    return backEnd;
  }

  /** The newest beacons. */
  public BeaconBook beacons() {
    return parts.beacons();
  }

  /** Receipts as they come. */
  public ReceiptDesk receipts() {
    return receipts;
  }

  /** Takes commands from phones in this process. */
  public CommandService commands() {
    return commands;
  }

  /** Brings to vehicles what others signed. */
  public Courier courier() {
    return courier;
  }

  /** How far vehicles have come, by their own word. */
  public CheckpointBook checkpoints() {
    return checkpoints;
  }

  /** What vehicles tell their owners. */
  public NoticeDesk notices() {
    return notices;
  }

  /** The back-end's own steps, one by one. */
  public Countersigner countersigner() {
    return parts.countersigner();
  }

  /** Appraises evidence. */
  public EvidenceVerifier verifier() {
    return parts.verifier();
  }

  /** Whether it is connected to the broker within {@code patience}. */
  public boolean connectedWithin(Duration patience) throws InterruptedException {
    return link.connectedWithin(patience);
  }

  @Override
  public void close() {
    link.close();
  }

  private void take(String topic, Bytes payload) {
    if (PhoneTopics.isRequest(topic)) {
      phones.take(PhoneTopics.ofRequest(topic), payload);
    } else if (topic.endsWith(RECEIPT)) {
      receipts.take(payload);
    } else if (topic.endsWith(NOTICE)) {
      notices.take(payload);
    } else if (topic.endsWith(CHECKPOINT)) {
      var entry = checkpoints.enter(payload);
      if (entry == CheckpointBook.Entry.SET_BACK) {
        LOG.log(Level.SEVERE, "a vehicle runs on an old image of its disk: {0}", topic);
      }
    } else if (topic.endsWith(BEACON)) {
      switch (parts.beacons().enter(payload)) {
        case Outcome.Passed<BeaconBook.Sighting, ?>(var sighting) -> {
          echo(sighting.beacon());
          tellTime(sighting.beacon());
        }
        case Outcome.Refused<BeaconBook.Sighting, ?>(var reason) ->
            LOG.log(Level.FINE, "a beacon was not entered: {0}", reason);
      }
    }
  }

  /** On the first beacon of a boot the vehicle is shown how far it once was. */
  private void echo(Beacon beacon) {
    var newest = checkpoints.newest(beacon.vehicle());
    if (newest.isPresent() && echoed.add(beacon.boot())) {
      var sent = courier.echo(beacon.vehicle(), newest.get());
      if (sent instanceof Outcome.Refused<?, MqttRefusal>(var why)) {
        LOG.log(Level.WARNING, "a checkpoint was not echoed: {0}", why);
      }
    }
  }

  /** Every new nonce is answered: an answer that got lost is mended by the next beacon. */
  private void tellTime(Beacon beacon) {
    var topic = new Topics(beacon.vehicle()).time();
    for (var statement : parts.time().answer(beacon)) {
      var publication =
          new Publication(topic, statement, new Publication.AtMost(beacon.lifetime()));
      if (link.publish(publication) instanceof Outcome.Refused<?, MqttRefusal>(var why)) {
        LOG.log(Level.WARNING, "a time statement was not sent: {0}", why);
      }
    }
  }
}
