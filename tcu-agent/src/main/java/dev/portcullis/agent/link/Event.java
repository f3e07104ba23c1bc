package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/** What the supervisor is told, by any thread. */
sealed interface Event {

  /** The broker accepted the connection. */
  record Connected(Connection from, LinkState.Session session, BrokerLimits limits)
      implements Event {}

  /** The broker granted both subscriptions. */
  record Subscribed(Connection from) implements Event {}

  /** The connection is over, or never came about. */
  record Ended(Connection from, Why why) implements Event {}

  /** The broker answered a publication. */
  record Answered(Connection from, Publication what, Answer answer) implements Event {}

  /** A receipt was taken into the outbox. */
  record Offered(OutboxId id, Bytes receipt) implements Event {}

  /** There is a newer beacon. */
  record BeaconWaiting() implements Event {}

  /** The link is to be closed. */
  record Closing() implements Event {}

  /** What a broker says to a publication. */
  sealed interface Answer {
    /** It has it. */
    record Taken() implements Answer {}

    /** It does not want it. */
    record NotTaken(PublishRefusal why) implements Answer {}
  }
}
