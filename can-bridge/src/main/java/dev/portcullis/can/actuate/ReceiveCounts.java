package dev.portcullis.can.actuate;

import dev.portcullis.can.state.FrameVerdict;
import java.util.Map;

/**
 * How many frames were received since the start, by verdict; how many times something from the
 * adapter was none; and how many frames, at least, were on the bus and did not get here.
 */
public record ReceiveCounts(Map<FrameVerdict, Long> frames, long malformed, long missed) {

  /** Copies the map. */
  public ReceiveCounts {
    frames = Map.copyOf(frames);
  }
}
