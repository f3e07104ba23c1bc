package dev.portcullis.agent.link;

/** Where the supervisor is; deadlines are on the link's clock. */
sealed interface Phase {

  /** Waits for the next attempt. */
  record Resting(long until) implements Phase {}

  /** Waits for the broker to accept a connection. */
  record Dialling(Connection connection, long deadline) implements Phase {}

  /** Waits for the broker to grant the subscriptions. */
  record Subscribing(
      Connection connection, LinkState.Session session, BrokerLimits limits, long deadline)
      implements Phase {}

  /** Connected and subscribed. */
  record Running(Connection connection, LinkState.Session session, BrokerLimits limits, long since)
      implements Phase {}
}
