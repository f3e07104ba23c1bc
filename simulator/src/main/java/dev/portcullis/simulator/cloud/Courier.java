package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;

/**
 * Brings to a vehicle what others signed, byte for byte, until it is delivered. It can lose it or
 * hold it back; it cannot change it.
 */
public final class Courier {

  private final Sender sender;

  Courier(Sender sender) {
    this.sender = sender;
  }

  /** An owner's statement. */
  public Outcome<Publication, MqttRefusal> statement(VehicleId vehicle, Bytes statement) {
    return send(new Topics(vehicle).owner(), statement);
  }

  /** A hand-over of the manufacturer's. */
  public Outcome<Publication, MqttRefusal> handOver(VehicleId vehicle, Bytes handOver) {
    return send(new Topics(vehicle).handOver(), handOver);
  }

  /** A revocation document of the manufacturer's. */
  public Outcome<Publication, MqttRefusal> revocations(VehicleId vehicle, Bytes document) {
    return send(new Topics(vehicle).revocation(), document);
  }

  /** A hint that the repositories have something new: nothing is in it, and it proves nothing. */
  public Outcome<Publication, MqttRefusal> update(VehicleId vehicle) {
    return send(new Topics(vehicle).ota(), Bytes.empty());
  }

  /** The vehicle's own newest checkpoint. */
  Outcome<Publication, MqttRefusal> echo(VehicleId vehicle, Bytes checkpoint) {
    return send(new Topics(vehicle).echo(), checkpoint);
  }

  private Outcome<Publication, MqttRefusal> send(String topic, Bytes message) {
    return sender.send(new Publication(topic, message, new Publication.UntilDelivered()));
  }
}
