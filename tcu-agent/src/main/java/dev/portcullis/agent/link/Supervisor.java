package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/** Placeholder until the next commit. */
final class Supervisor {

  Supervisor(LinkSettings settings, LinkTopics topics, LinkPorts ports, LinkListener listener) {}

  void start() {}

  Offer offer(OutboxId id, Bytes receipt) {
    return Offer.CLOSED;
  }

  void publishBeacon(Bytes beacon) {}

  LinkState state() {
    return new LinkState.Closed();
  }

  void close() {}
}
