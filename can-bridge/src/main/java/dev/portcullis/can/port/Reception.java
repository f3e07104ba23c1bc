package dev.portcullis.can.port;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.Set;

/** What the kernel hands to a SocketCAN port. */
public sealed interface Reception {

  /** Every frame of the bus: whoever watches it wants those nobody described. */
  record Everything() implements Reception {}

  /**
   * Data frames of exactly these ids. Frames of our own come back only where their ids are among
   * them, and only then does the port say that they were {@link CanListener#taken}.
   *
   * @param ids at most {@value #MOST}: the kernel takes no more filters
   */
  record Only(Set<ArbitrationId> ids) implements Reception {

    /** CAN_RAW_FILTER_MAX. */
    public static final int MOST = 512;

    /** Copies the set. */
    public Only {
      ids = Set.copyOf(ids);
      if (ids.size() > MOST) {
        throw new IllegalArgumentException(ids.size() + " filters");
      }
    }
  }
}
