package dev.portcullis.agent.link;

/** What the supervisor is told, by any thread. */
sealed interface Event {

  /** The broker accepted the connection. */
  record Connected(Connection from, LinkState.Session session, BrokerLimits limits)
      implements Event {}

  /** The broker granted all subscriptions. */
  record Subscribed(Connection from) implements Event {}

  /** The connection is over, or never came about. */
  record Ended(Connection from, Why why) implements Event {}

  /** The broker answered a publication. */
  record Answered(Connection from, Publication what, Answer answer) implements Event {}

  /** A message was taken into the outbox. */
  record Offered(Publication.Kept message) implements Event {}

  /** There is a newer message of this kind. */
  record NewerWaiting(Outlet.Latest outlet) implements Event {}

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
