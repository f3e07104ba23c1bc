package dev.portcullis.crypto.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;

/** Maps with one member changed, removed or doubled. */
public final class CborMembers {

  private CborMembers() {}

  /** {@code map} with this value at {@code key}, and no other. */
  public static CborMap with(CborMap map, CborItem key, CborItem value) {
    var entries = new ArrayList<>(without(map, key).entries());
    entries.add(new CborMap.Entry(key, value));
    return CborMap.sorted(entries);
  }

  /** {@code map} with nothing at {@code key}. */
  public static CborMap without(CborMap map, CborItem key) {
    return new CborMap(map.entries().stream().filter(entry -> !entry.key().equals(key)).toList());
  }

  /** The encoding of {@code map}, of fewer than 23 entries, with {@code entry} added at its end. */
  public static Bytes doubled(CborMap map, CborMap.Entry entry) {
    byte[] encoded = Cbor.encode(map).toArray();
    encoded[0]++;
    return Bytes.concat(Bytes.of(encoded), Cbor.encode(entry.key()), Cbor.encode(entry.value()));
  }
}
