package dev.portcullis.simulator.demo;

/**
 * How long genuine commands took, in microseconds.
 *
 * @param toFrame in the agent, from the link's callback to the hand-over of the frame
 * @param toReceipt from the phone's signature to the receipt it verified
 * @param floor two verifications and a durable append on other data, in the agent's process
 * @param lost how many were not confirmed
 */
record Latency(Sample toFrame, Sample toReceipt, Sample floor, int lost) {

  /** How many commands there were. */
  int commands() {
    return toReceipt.values().size() + lost;
  }
}
