package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;

/**
 * What the link tells its user. {@link #arrived} comes on the connection's callback thread, one
 * call at a time; all others come on the link's supervisor thread, one at a time. Calls must return
 * soon: hand work over to a queue of your own. The bound on unsettled messages bounds that queue.
 */
public interface LinkListener {

  /** A message arrived; see {@link Delivery} for what is owed. */
  void arrived(Arrival arrival);

  /** A message arrived that nobody will see, and why; it is settled already, or was never kept. */
  void ignored(Ignored why);

  /** The broker has the receipt: it answered with a success code. The id is free again. */
  void receiptDelivered(OutboxId id);

  /** The broker refused the receipt. The link holds it and tries again, later each time. */
  void receiptRefused(OutboxId id, PublishRefusal why);

  /** The broker has this beacon as the retained one. Told again after each reconnection. */
  void beaconAcknowledged(Bytes beacon);

  /** The broker refused the beacon. The link tries again, later each time. */
  void beaconRefused(PublishRefusal why);

  /** The link's state changed; the order is that of the changes. */
  void stateChanged(LinkState state);
}
