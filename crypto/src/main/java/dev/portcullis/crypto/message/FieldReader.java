package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a map in the order of their keys, each once. The first refusal stays; what is
 * read after it is a filler that {@link #finish} never lets out.
 */
final class FieldReader {

  private static final Bytes FILLER_ID = Bytes.of(new byte[Id16.SIZE]);
  private static final Bytes FILLER_DIGEST = Bytes.of(new byte[Digest.SIZE]);

  private final List<CborMap.Entry> entries;
  private int next;
  private @Nullable MessageRefusal refusal;

  FieldReader(CborMap map) {
    this.entries = map.entries();
  }

  /**
   * Passes with what {@code make} puts together, if every field was there and good and none is
   * left.
   */
  <T> Outcome<T, MessageRefusal> finish(Supplier<T> make) {
    if (refusal == null && next < entries.size()) {
      refusal = MessageRefusal.WRONG_FIELDS;
    }
    return refusal == null ? Outcome.passed(make.get()) : Outcome.refused(refusal);
  }

  /** The item at {@code key}, which must be there. */
  CborItem item(long key) {
    if (present(key)) {
      return entries.get(next++).value();
    }
    refuse(MessageRefusal.WRONG_FIELDS);
    return CborItem.NULL;
  }

  /** Whether the next field is {@code key}. */
  boolean present(long key) {
    return next < entries.size()
        && entries.get(next).key() instanceof Uint(long bits)
        && bits == key;
  }

  Bytes id(long key) {
    return sized(key, Id16.SIZE, FILLER_ID);
  }

  Digest digest(long key) {
    return new Digest(sized(key, Digest.SIZE, FILLER_DIGEST));
  }

  private Bytes sized(long key, int size, Bytes filler) {
    if (item(key) instanceof ByteString(Bytes value) && value.size() == size) {
      return value;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return filler;
  }

  /** A byte string of 1 to {@code largest} bytes. */
  Bytes bytes(long key, int largest) {
    if (item(key) instanceof ByteString(Bytes value)
        && !value.isEmpty()
        && value.size() <= largest) {
      return value;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return Bytes.empty();
  }

  /** A byte string that need not be there. */
  Optional<Bytes> optionalBytes(long key, int largest) {
    return present(key) ? Optional.of(bytes(key, largest)) : Optional.empty();
  }

  /** All 64 bits of an unsigned integer. */
  long bits(long key) {
    if (item(key) instanceof Uint(long bits)) {
      return bits;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return 0;
  }

  /** An unsigned integer of at most {@code largest}. */
  long number(long key, long largest) {
    long bits = bits(key);
    if (bits >= 0 && bits <= largest) {
      return bits;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return 0;
  }

  /** An unsigned integer of at most 2^63 - 1. */
  long number(long key) {
    return number(key, Long.MAX_VALUE);
  }

  /** Text of 1 to {@code longest} characters. */
  String text(long key, int longest) {
    if (item(key) instanceof TextString(String value)
        && !value.isEmpty()
        && value.length() <= longest) {
      return value;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return "";
  }

  /** An array of 1 to {@code largest} items. */
  List<CborItem> array(long key, int largest) {
    if (item(key) instanceof CborArray(var items) && !items.isEmpty() && items.size() <= largest) {
      return items;
    }
    refuse(MessageRefusal.BAD_VALUE);
    return List.of();
  }

  /** A public key; absent only where it was refused. */
  Optional<PublicKey> key(long key) {
    CborItem item = item(key);
    if (refusal == null) {
      return switch (PublicKey.parse(item)) {
        case Outcome.Passed<PublicKey, CoseRefusal>(var good) -> Optional.of(good);
        case Outcome.Refused<PublicKey, CoseRefusal> _ -> {
          refuse(MessageRefusal.BAD_KEY);
          yield Optional.empty();
        }
      };
    }
    return Optional.empty();
  }

  /** Keeps {@code why} unless something was refused before. */
  void refuse(MessageRefusal why) {
    if (refusal == null) {
      refusal = why;
    }
  }
}
