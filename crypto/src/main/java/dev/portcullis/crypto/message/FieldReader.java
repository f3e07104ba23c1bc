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
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a map in the order of their keys, each once. The first refusal stays; what is
 * read after it is a filler that {@link #finish} never lets out.
 */
final class FieldReader {

  private static final Bytes FILLER_ID = Bytes.of(new byte[Id16.SIZE]);
  private static final Bytes FILLER_DIGEST = Bytes.of(new byte[Digest.SIZE]);

  private static final int NAME_CHARACTERS = 32;

  /** More than any enumeration of the protocol has. */
  private static final int MOST_CONSTANTS = 32;

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

  /** An unsigned integer of 1 to 2^63 - 1. */
  long positive(long key) {
    long number = number(key);
    if (number == 0) {
      refuse(MessageRefusal.BAD_VALUE);
    }
    return number;
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

  /** A lifetime in whole seconds, at least one. */
  Duration lifetime(long key) {
    long seconds = number(key, Limits.LONGEST_SECONDS);
    if (seconds == 0) {
      refuse(MessageRefusal.ZERO_LIFETIME);
    }
    return Duration.ofSeconds(seconds);
  }

  /** A constant by its name on the wire; absent only where it was refused. */
  <E extends Enum<E>> Optional<E> constant(long key, Function<String, Optional<E>> ofWire) {
    Optional<E> constant = ofWire.apply(text(key, NAME_CHARACTERS));
    if (constant.isEmpty()) {
      refuse(MessageRefusal.BAD_VALUE);
    }
    return constant;
  }

  /**
   * One or more constants by their names on the wire, in the order of declaration, each once.
   *
   * @param unknown what a name refuses with that is not on the list
   */
  <E extends Enum<E>> List<E> constants(
      long key, Function<String, Optional<E>> ofWire, MessageRefusal unknown) {
    List<E> constants = new ArrayList<>();
    for (CborItem item : array(key, 1, MOST_CONSTANTS)) {
      if (item instanceof TextString(String wire)) {
        ofWire.apply(wire).ifPresentOrElse(constants::add, () -> refuse(unknown));
      } else {
        refuse(MessageRefusal.BAD_VALUE);
      }
    }
    if (!Rising.constants(constants)) {
      refuse(MessageRefusal.BAD_VALUE);
    }
    return constants;
  }

  /** From {@code least} to {@code most} digests in ascending order, each once. */
  List<Digest> digests(long key, int least, int most) {
    List<Digest> digests = new ArrayList<>();
    for (CborItem item : array(key, least, most)) {
      if (item instanceof ByteString(Bytes value) && value.size() == Digest.SIZE) {
        digests.add(new Digest(value));
      } else {
        refuse(MessageRefusal.BAD_VALUE);
      }
    }
    if (!Rising.digests(digests)) {
      refuse(MessageRefusal.BAD_VALUE);
    }
    return digests;
  }

  /** Encoded grants, 1 to 4: each has its own codec and its own signature. */
  List<Bytes> grants(long key) {
    List<Bytes> grants = new ArrayList<>(Limits.GRANTS);
    for (CborItem item : array(key, 1, Limits.GRANTS)) {
      if (item instanceof ByteString(Bytes grant)
          && !grant.isEmpty()
          && grant.size() <= Limits.GRANT_BYTES) {
        grants.add(grant);
      } else {
        refuse(MessageRefusal.BAD_VALUE);
      }
    }
    return grants;
  }

  /** An attestation; absent only where it was refused. */
  Optional<Attestation> attestation(long key) {
    if (item(key) instanceof CborArray(var parts)
        && parts.size() == 2
        && parts.get(0) instanceof TextString(String format)
        && parts.get(1) instanceof ByteString(Bytes result)
        && Attestation.hasFormatSize(format)
        && Attestation.hasResultSize(result)) {
      return Optional.of(new Attestation(format, result));
    }
    refuse(MessageRefusal.BAD_VALUE);
    return Optional.empty();
  }

  /** An array of {@code least} to {@code most} items. */
  List<CborItem> array(long key, int least, int most) {
    if (item(key) instanceof CborArray(var items)
        && items.size() >= least
        && items.size() <= most) {
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

  /** A key that something can be agreed with or that a phone signs with: P-256. */
  Optional<PublicKey> p256Key(long key) {
    Optional<PublicKey> read = key(key);
    if (read.isPresent() && read.get().algorithm() != Algorithm.ES256) {
      refuse(MessageRefusal.BAD_KEY);
    }
    return read;
  }

  /** Keeps {@code why} unless something was refused before. */
  void refuse(MessageRefusal why) {
    if (refusal == null) {
      refusal = why;
    }
  }
}
