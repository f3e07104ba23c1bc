package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/** Something to publish. */
sealed interface Publication {

  /** The bytes to publish. */
  Bytes payload();

  /** Where it goes. */
  Outlet outlet();

  /** One that must arrive. */
  record Kept(OutboxId id, Outlet.Each outlet, Bytes payload) implements Publication {}

  /** The latest of its kind, to be retained. */
  record Shown(Outlet.Latest outlet, Bytes payload) implements Publication {}
}
