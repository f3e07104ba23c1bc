package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import dev.portcullis.simulator.phone.ServiceRefusal;
import dev.portcullis.simulator.phone.SignedCommand;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what a phone signed, countersigns it, sends it to its vehicle and routes the receipt back.
 * It neither makes nor judges commands: that is for the phone and the vehicle.
 */
public final class CommandService {

  private static final int MOST_HANDLES = 10_000;

  private final BeaconBook beacons;
  private final ReceiptDesk receipts;
  private final Countersigner countersigner;
  private final Sender sender;
  private final SecureRandom random;
  private final Map<ReplyHandle, Consumer<Bytes>> handles = new LinkedHashMap<>();

  CommandService(
      BeaconBook beacons,
      ReceiptDesk receipts,
      Countersigner countersigner,
      Sender sender,
      SecureRandom random) {
    this.beacons = beacons;
    this.receipts = receipts;
    this.countersigner = countersigner;
    this.sender = sender;
    this.random = random;
  }

  /** A new reply handle; receipts for commands that name it go to {@code receiver}. */
  public synchronized ReplyHandle handleFor(Consumer<Bytes> receiver) {
    var handle = ReplyHandle.random(random);
    handles.put(handle, receiver);
    if (handles.size() > MOST_HANDLES) {
      var oldest = handles.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return handle;
  }

  /** Countersigns {@code signed} and sends it; passes with its id once the broker has it. */
  public Outcome<CommandId, ServiceRefusal> submit(SignedCommand signed) {
    return CommandCodec.parse(signed.command())
        .mapRefusal(_ -> ServiceRefusal.NOT_A_COMMAND)
        .then(unverified -> submit(unverified.claims(), signed));
  }

  private Outcome<CommandId, ServiceRefusal> submit(Command command, SignedCommand signed) {
    if (beacons.keyOf(command.vehicle()).isEmpty()) {
      return Outcome.refused(ServiceRefusal.UNKNOWN_VEHICLE);
    }
    var receiver = receiverOf(command.replyHandle());
    if (receiver.isEmpty()) {
      return Outcome.refused(ServiceRefusal.UNKNOWN_HANDLE);
    }
    receipts.expect(command.id(), receiver.get());
    return deliver(command.vehicle(), countersigner.countersign(signed), command.lifetime())
        .mapRefusal(_ -> ServiceRefusal.NOT_DELIVERED)
        .map(_ -> command.id());
  }

  private synchronized Optional<Consumer<Bytes>> receiverOf(ReplyHandle handle) {
    return Optional.ofNullable(handles.get(handle));
  }

  /**
   * Sends an encoded request, whatever it holds; the broker drops it once {@code lifetime} is over.
   */
  public Outcome<Publication, MqttRefusal> deliver(
      VehicleId vehicle, Bytes request, Duration lifetime) {
    var topic = new Topics(vehicle).command();
    return sender.send(new Publication(topic, request, new Publication.AtMost(lifetime)));
  }
}
