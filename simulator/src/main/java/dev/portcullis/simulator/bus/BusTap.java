package dev.portcullis.simulator.bus;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An independent witness of everything on the bus: what was sent, by whom, and when. It is fed by
 * the bus alone, so what it says does not depend on what any agent says. Any thread may ask.
 *
 * <p>It counts for ever. Of each sender it remembers the last {@value #REMEMBERED} frames; {@link
 * #between} says so rather than give half an answer.
 */
public final class BusTap implements BusObserver {

  /** How many frames of one sender are remembered: over 2 minutes of one every 20 ms. */
  public static final int REMEMBERED = 8_192;

  private static final class Track {
    private final ArrayDeque<Sighting> last = new ArrayDeque<>();
    private long count;
  }

  private final Map<NodeName, Track> tracks = new HashMap<>();

  /** Starts with nothing seen. */
  public BusTap() {}

  @Override
  public synchronized void saw(Sighting sighting) {
    var track = tracks.computeIfAbsent(sighting.sender(), _ -> new Track());
    track.count++;
    if (track.last.size() == REMEMBERED) {
      track.last.remove();
    }
    track.last.add(sighting);
  }

  /** What was destroyed was no frame; it is not counted. */
  @Override
  public void destroyed(Destruction destruction) {}

  /** How many frames {@code sender} has sent since the bus began. */
  public synchronized long count(NodeName sender) {
    var track = tracks.get(sender);
    return track == null ? 0 : track.count;
  }

  /** How many frames each node has sent; nodes that sent none are not listed. */
  public synchronized Map<NodeName, Long> counts() {
    var counts = new TreeMap<NodeName, Long>();
    tracks.forEach((sender, track) -> counts.put(sender, track.count));
    return counts;
  }

  /**
   * The frames of {@code sender} that ended at {@code from} or later and before {@code to}, in
   * their order.
   *
   * @throws IllegalStateException if some of them may be forgotten
   */
  public synchronized List<Sighting> between(
      NodeName sender, MonotonicTime from, MonotonicTime to) {
    var track = tracks.get(sender);
    if (track == null) {
      return List.of();
    }
    if (track.count > track.last.size() && from.compareTo(track.last.element().end()) < 0) {
      throw new IllegalStateException("frames of " + sender + " so long ago are forgotten");
    }
    return track.last.stream()
        .filter(each -> each.end().compareTo(from) >= 0 && each.end().compareTo(to) < 0)
        .toList();
  }
}
