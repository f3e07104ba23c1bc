package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.Arrays;
import java.util.List;

/**
 * From an identifier to its place, without an object: open addressing in a table that is at most a
 * quarter full. What is in it comes from the description, so a sender cannot choose collisions that
 * are not there; how far a search goes is bounded by what is.
 */
final class IdTable {

  /** The answer for an identifier that is not there. */
  static final int ABSENT = -1;

  private static final int EMPTY = -1;
  private static final int EXTENDED = 1 << 29;
  private static final int SPREAD = 0x9E37_79B9;

  private final int[] keys;
  private final int[] places;
  private final int shift;

  /** The place of each identifier is that in the list; they are all different. */
  IdTable(List<ArbitrationId> ids) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(4, ids.size() * 4) - 1);
    keys = new int[1 << bits];
    places = new int[1 << bits];
    shift = Integer.SIZE - bits;
    Arrays.fill(keys, EMPTY);
    for (int place = 0; place < ids.size(); place++) {
      int at = slot(key(ids.get(place)));
      keys[at] = key(ids.get(place));
      places[at] = place;
    }
  }

  /** A number for each identifier, in which the formats are apart. */
  static int key(ArbitrationId id) {
    return id instanceof ArbitrationId.Extended ? id.value() | EXTENDED : id.value();
  }

  /** The identifier of a key. */
  static ArbitrationId id(int key) {
    return (key & EXTENDED) == 0
        ? new ArbitrationId.Standard(key)
        : new ArbitrationId.Extended(key & ~EXTENDED);
  }

  /** The place of an identifier, or {@link #ABSENT}. */
  int place(int key) {
    int at = slot(key);
    return keys[at] == key ? places[at] : ABSENT;
  }

  private int slot(int key) {
    int at = (key * SPREAD) >>> shift;
    while (keys[at] != EMPTY && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }
}
