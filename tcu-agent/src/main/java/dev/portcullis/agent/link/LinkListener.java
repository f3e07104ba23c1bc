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

  /** The broker has what was offered: it answered with a success code. The id is free again. */
  void delivered(OutboxId id);

  /** The broker has this message as the retained one. Told again after each reconnection. */
  void shown(Outlet.Latest outlet, Bytes message);

  /** The broker refused a message. The link holds it and tries again, later each time. */
  void refused(Outlet outlet, PublishRefusal why);

  /** The link's state changed; the order is that of the changes. */
  void stateChanged(LinkState state);
}
