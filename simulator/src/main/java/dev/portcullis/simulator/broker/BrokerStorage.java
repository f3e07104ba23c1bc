package dev.portcullis.simulator.broker;

import java.nio.file.Path;

/** Where a broker keeps sessions, retained messages and what is queued. */
public sealed interface BrokerStorage {

  /** In memory: gone when the broker stops. */
  record InMemory() implements BrokerStorage {}

  /** In files below {@code folder}: the next start goes on with them. */
  record InFolder(Path folder) implements BrokerStorage {}
}
