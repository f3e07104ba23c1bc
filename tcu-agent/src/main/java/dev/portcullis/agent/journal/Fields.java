package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.CborItem;
import java.io.Serial;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** The items of a CBOR array, taken one by one with the type that is expected of each. */
final class Fields {

  /** The end of the year 9999, as in the messages. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Iterator<CborItem> items;

  Fields(List<CborItem> items) {
    this.items = items.iterator();
  }

  /** The bytes on the disk are not what this agent writes. Ends in a named refusal at once. */
  static final class NotOurs extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NotOurs() {
      super("not a line of this journal", null, false, false);
    }
  }

  long number() throws NotOurs {
    if (next() instanceof CborItem.Uint(long bits)) {
      return bits;
    }
    throw new NotOurs();
  }

  /** A counter, which is never zero. */
  long counter() throws NotOurs {
    long bits = number();
    if (bits == 0) {
      throw new NotOurs();
    }
    return bits;
  }

  /** A sequence, an epoch or a count: it has no sign, so that what rises can be compared. */
  long rising() throws NotOurs {
    long bits = number();
    if (bits < 0) {
      throw new NotOurs();
    }
    return bits;
  }

  /** Whole seconds of the calendar. */
  Instant instant() throws NotOurs {
    long seconds = number();
    if (seconds < 0 || seconds > LAST_SECOND) {
      throw new NotOurs();
    }
    return Instant.ofEpochSecond(seconds);
  }

  Bytes bytes() throws NotOurs {
    if (next() instanceof CborItem.ByteString(var value)) {
      return value;
    }
    throw new NotOurs();
  }

  Digest digest() throws NotOurs {
    var value = bytes();
    if (value.size() != Digest.SIZE) {
      throw new NotOurs();
    }
    return new Digest(value);
  }

  String text() throws NotOurs {
    if (next() instanceof CborItem.TextString(var value)) {
      return value;
    }
    throw new NotOurs();
  }

  List<CborItem> array() throws NotOurs {
    if (next() instanceof CborItem.CborArray(var list)) {
      return list;
    }
    throw new NotOurs();
  }

  /** Any item, for another reader. */
  CborItem item() throws NotOurs {
    return next();
  }

  boolean hasNext() {
    return items.hasNext();
  }

  void end() throws NotOurs {
    if (items.hasNext()) {
      throw new NotOurs();
    }
  }

  private CborItem next() throws NotOurs {
    if (!items.hasNext()) {
      throw new NotOurs();
    }
    return items.next();
  }
}
