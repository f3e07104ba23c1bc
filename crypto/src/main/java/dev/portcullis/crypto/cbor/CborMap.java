package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A map whose entries are in the order of deterministic CBOR: by the bytes of their encoded keys
 * (RFC 8949, section 4.2.1), each key once.
 */
public record CborMap(List<Entry> entries) implements CborItem {

  static final Comparator<Entry> BY_KEY = (a, b) -> compareKeys(a.key(), b.key());

  private static final CborMap EMPTY = new CborMap(List.of());

  /** One key and its value. */
  public record Entry(CborItem key, CborItem value) {}

  /** Takes a copy of the entries, which must be in order and unique. */
  public CborMap {
    entries = List.copyOf(entries);
    for (int i = 1; i < entries.size(); i++) {
      if (compareKeys(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
        throw new IllegalArgumentException("keys are out of order or repeated: " + entries);
      }
    }
  }

  /** The map of no entries. */
  public static CborMap empty() {
    return EMPTY;
  }

  /** Entries in any order, sorted here; a repeated key is a fault of the caller. */
  public static CborMap sorted(List<Entry> entries) {
    var ordered = new ArrayList<>(entries);
    ordered.sort(BY_KEY);
    return new CborMap(ordered);
  }

  /** The value at {@code key}. */
  public Optional<CborItem> get(CborItem key) {
    for (Entry entry : entries) {
      if (entry.key().equals(key)) {
        return Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  private static int compareKeys(CborItem a, CborItem b) {
    return a instanceof Uint(long x) && b instanceof Uint(long y)
        ? Long.compareUnsigned(x, y)
        : Cbor.encode(a).compareTo(Cbor.encode(b));
  }
}
