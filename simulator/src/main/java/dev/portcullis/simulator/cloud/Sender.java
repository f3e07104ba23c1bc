package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;

/** Gives a message to the broker. */
@FunctionalInterface
interface Sender {

  /** Passes once the broker has taken it. */
  Outcome<Publication, MqttRefusal> send(Publication publication);
}
