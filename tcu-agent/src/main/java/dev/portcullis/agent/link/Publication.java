package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/** Something to publish. */
sealed interface Publication {

  /** The bytes to publish. */
  Bytes payload();

  /** A receipt, on the receipt topic. */
  record Receipt(OutboxId id, Bytes payload) implements Publication {}

  /** A beacon, retained, on the beacon topic. */
  record Beacon(Bytes payload) implements Publication {}
}
