package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.BeaconCodec;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.ReceiptDetailCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.broker.MqttConnection;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A vehicle that believes everything and answers every command as done: the other end of a test.
 */
final class HandWrittenVehicle implements AutoCloseable {

  final LinkedBlockingQueue<CommandRequest> requests = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<Bytes> timeStatements = new LinkedBlockingQueue<>();

  private final VehicleId vehicle;
  private final Signer receiptKey;
  private final Topics topics;
  private final SecureRandom random = new SecureRandom();
  private final BootId boot = BootId.random(random);
  private final AtomicLong slots = new AtomicLong();
  private final ExecutorService working = Executors.newSingleThreadExecutor();
  private final MqttConnection connection;

  HandWrittenVehicle(VehicleId vehicle, Signer receiptKey, MqttLogin login) {
    this.vehicle = vehicle;
    this.receiptKey = receiptKey;
    this.topics = new Topics(vehicle);
    this.connection =
        MqttConnection.open(
                login,
                MqttConnection.receiving(
                    (topic, payload) -> working.execute(() -> take(topic, payload))))
            .orFault();
    must(connection.subscribe(topics.command()));
    must(connection.subscribe(topics.time()));
  }

  Beacon publishBeacon() {
    var beacon =
        new Beacon(
            vehicle,
            boot,
            slots.incrementAndGet(),
            Nonce.random(random),
            Duration.ofSeconds(60),
            1,
            0,
            "by-hand");
    var encoded = BeaconCodec.sign(beacon, receiptKey);
    must(connection.publish(new Publication(topics.beacon(), encoded, new Publication.Retained())));
    return beacon;
  }

  private void take(String topic, Bytes payload) {
    if (topic.equals(topics.time())) {
      timeStatements.add(payload);
      return;
    }
    var request = CommandRequestCodec.parse(payload).orFault().claims();
    requests.add(request);
    var command = CommandCodec.parse(request.command()).orFault();
    var detail =
        new ReceiptDetail(Optional.empty(), new Advice.Never(), Map.of("doors", "unlocked"));
    var receipt =
        new Receipt(
            vehicle,
            command.claims().id(),
            command.digest(),
            ReceiptOutcome.DONE,
            Optional.of(
                ReceiptDetailCodec.seal(detail, command.claims(), command.digest(), random)),
            boot,
            1,
            Optional.empty());
    must(
        connection.publish(
            new Publication(
                topics.receipt(),
                ReceiptCodec.sign(receipt, receiptKey),
                new Publication.UntilDelivered())));
  }

  static void must(Outcome<?, MqttRefusal> outcome) {
    if (outcome instanceof Outcome.Refused<?, MqttRefusal>(var why)) {
      throw new AssertionError("the broker refused: " + why);
    }
  }

  @Override
  public void close() {
    connection.close();
    working.shutdownNow();
  }
}
