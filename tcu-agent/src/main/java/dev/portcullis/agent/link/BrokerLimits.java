package dev.portcullis.agent.link;

/**
 * What a broker's CONNACK allows us.
 *
 * @param window publications without an answer, at most
 * @param largestPacket bytes of one of our packets, at most
 */
record BrokerLimits(int window, long largestPacket) {

  private static final int OUR_WINDOW = 16;
  private static final int HEADERS = 32;

  /** The limits, with our own window where the broker's is larger. */
  static BrokerLimits of(int receiveMaximum, long largestPacket) {
    return new BrokerLimits(Math.min(OUR_WINDOW, receiveMaximum), largestPacket);
  }

  /** Whether a packet of this payload and topic (ASCII) is not larger than allowed. */
  boolean allows(int payload, String topic) {
    return (long) payload + topic.length() + HEADERS <= largestPacket;
  }
}
