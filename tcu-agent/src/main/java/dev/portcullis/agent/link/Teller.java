package dev.portcullis.agent.link;

import dev.portcullis.crypto.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, and survives it: an exception of the listener's is logged and goes no
 * further.
 */
final class Teller {

  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

  private final LinkListener listener;

  Teller(LinkListener listener) {
    this.listener = listener;
  }

  void arrived(Arrival arrival) {
    guarded(() -> listener.arrived(arrival));
  }

  void ignored(Ignored why) {
    guarded(() -> listener.ignored(why));
  }

  void delivered(OutboxId id) {
    guarded(() -> listener.delivered(id));
  }

  void shown(Outlet.Latest outlet, Bytes message) {
    guarded(() -> listener.shown(outlet, message));
  }

  void refused(Outlet outlet, PublishRefusal why) {
    guarded(() -> listener.refused(outlet, why));
  }

  void stateChanged(LinkState state) {
    guarded(() -> listener.stateChanged(state));
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("the link's listener failed; what it was told is not told again", e);
    }
  }
}
