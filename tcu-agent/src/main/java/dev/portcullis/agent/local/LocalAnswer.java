package dev.portcullis.agent.local;

/** The way back to whoever asked. */
@FunctionalInterface
public interface LocalAnswer {

  /**
   * Answers, from any thread and without waiting. Only the first counts, and only within {@link
   * Desk#DEADLINE}: after that the peer was told to come again.
   */
  void give(LocalReply reply);
}
