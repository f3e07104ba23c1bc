package dev.portcullis.agent.local;

/** What the local link tells its user, on its protocol thread. Calls must return soon. */
public interface LocalListener {

  /** The link's state changed; the order is that of the changes. */
  void localStateChanged(LocalState state);

  /** {@link LocalRequests#asked} threw. The peer got 5.00; it is a fault of this program. */
  void localFault(RuntimeException fault);
}
