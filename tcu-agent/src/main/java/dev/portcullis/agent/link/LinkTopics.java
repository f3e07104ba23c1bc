package dev.portcullis.agent.link;

/**
 * The topic names of one vehicle that the link uses.
 *
 * @param command subscribed: requests for the gate
 * @param time subscribed: time statements
 * @param receipt published: receipts
 * @param beacon published, retained: the newest beacon
 */
public record LinkTopics(String command, String time, String receipt, String beacon) {

  /** Refuses names that are filters: the link wants exactly these topics. */
  public LinkTopics {
    requireName(command);
    requireName(time);
    requireName(receipt);
    requireName(beacon);
  }

  private static void requireName(String topic) {
    if (topic.isEmpty() || topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0) {
      throw new IllegalArgumentException("not the name of a topic: " + topic);
    }
  }
}
