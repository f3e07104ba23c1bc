package dev.portcullis.can.actuate;

import dev.portcullis.can.state.FrameVerdict;
import java.util.Map;

/**
 * How many frames were received since the start, by verdict, and how many lines from the adapter
 * were none.
 */
public record ReceiveCounts(Map<FrameVerdict, Long> frames, long malformed) {

  /** Copies the map. */
  public ReceiveCounts {
    frames = Map.copyOf(frames);
  }
}
