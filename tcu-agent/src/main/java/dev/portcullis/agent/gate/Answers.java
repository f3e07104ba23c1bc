package dev.portcullis.agent.gate;

import dev.portcullis.crypto.Bytes;

/** The gate's way out to the link. No call waits. */
public interface Answers {

  /**
   * Sends a durable receipt. The link calls {@link Gate#receiptDelivered} once the broker has it;
   * one it has no room for goes out at the next {@link Gate#linkUp}.
   */
  void receipt(long sequence, Bytes receipt);

  /** Sends a receipt that was sent before, once, if there is room. */
  void again(Bytes receipt);

  /** Sends a signed notice for every owner, if there is room. */
  void notice(Bytes notice);

  /** Publishes the newest beacon, retained; the latest wins. */
  void beacon(Bytes beacon);

  /** Publishes the newest checkpoint, retained; the latest wins, none waits. */
  void checkpoint(Bytes checkpoint);
}
