package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one input, which takes deterministic CBOR only. {@link ForeignCborReader} takes
 * more: open lengths, long heads and keys in any order. The first refusal stays; from then on every
 * read gives {@link #NOTHING}, which callers hand up until {@link #whole} tells why. (An outcome an
 * item would double what a decode allocates, in a JVM that has just started.)
 */
class CborReader {

  static final CborItem NOTHING = CborItem.NULL;
  static final int FEW = 16;
  private static final int FIRST_TWO_BYTE_SIMPLE = 32;

  final byte[] input;
  final CborLimits limits;
  int at;
  int items;
  @Nullable CborRefusal refusal;
  long headBits;

  CborReader(byte[] input, CborLimits limits) {
    this.input = input;
    this.limits = limits;
  }

  Outcome<CborItem, CborRefusal> whole() {
    CborItem item = item(0);
    if (refusal == null && at < input.length) {
      note(CborRefusal.TRAILING_BYTES);
    }
    return refusal == null ? Outcome.passed(item) : Outcome.refused(refusal);
  }

  CborItem item(int depth) {
    if (refusal != null) {
      return NOTHING;
    }
    if (++items > limits.items()) {
      return refuse(CborRefusal.TOO_LARGE);
    }
    if (at == input.length) {
      return refuse(CborRefusal.TRUNCATED);
    }
    int initial = input[at++] & 0xff;
    int major = initial >>> Major.SHIFT;
    int information = initial & Major.INFORMATION_MASK;
    if (major == Major.SIMPLE) {
      return simple(information);
    }
    if (information == Major.INDEFINITE) {
      return indefinite(major, depth);
    }
    if (!head(information)) {
      return NOTHING;
    }
    long bits = headBits;
    return switch (major) {
      case Major.UINT -> new Uint(bits);
      case Major.NEGATIVE -> new NegativeInt(bits);
      case Major.BYTES -> byteString(bits);
      case Major.TEXT -> textString(bits);
      case Major.ARRAY -> array(bits, depth);
      case Major.MAP -> map(bits, depth);
      case Major.TAG -> tagged(bits, depth);
      default -> throw new IllegalStateException("three bits gave " + major);
    };
  }

  /** Reads the argument of a head into {@link #headBits}. */
  boolean head(int information) {
    if (information <= Major.LAST_IMMEDIATE) {
      headBits = information;
      return true;
    }
    if (information > Major.EIGHT_BYTES) {
      note(information == Major.INDEFINITE ? CborRefusal.INDEFINITE_LENGTH : CborRefusal.RESERVED);
      return false;
    }
    int following = Major.announced(information);
    if (input.length - at < following) {
      note(CborRefusal.TRUNCATED);
      return false;
    }
    long bits = 0;
    for (int i = 0; i < following; i++) {
      bits = bits << Byte.SIZE | (input[at++] & 0xff);
    }
    if (!mayFollow(following, bits)) {
      note(CborRefusal.NOT_SHORTEST);
      return false;
    }
    headBits = bits;
    return true;
  }

  private CborItem simple(int information) {
    if (information <= Major.LAST_IMMEDIATE) {
      return new Simple(information);
    }
    if (information != Major.ONE_BYTE) {
      return refuse(
          switch (information) {
            case Major.INDEFINITE -> CborRefusal.INDEFINITE_LENGTH;
            case 28, 29, 30 -> CborRefusal.RESERVED;
            default -> CborRefusal.FLOAT;
          });
    }
    if (at == input.length) {
      return refuse(CborRefusal.TRUNCATED);
    }
    int value = input[at++] & 0xff;
    return value < FIRST_TWO_BYTE_SIMPLE ? refuse(CborRefusal.RESERVED) : new Simple(value);
  }

  CborItem byteString(long length) {
    if (exceedsRest(length, 1)) {
      return refuse(CborRefusal.TRUNCATED);
    }
    int from = at;
    at += (int) length;
    return new ByteString(Bytes.copyOf(input, from, at));
  }

  CborItem textString(long length) {
    if (exceedsRest(length, 1)) {
      return refuse(CborRefusal.TRUNCATED);
    }
    int from = at;
    at += (int) length;
    for (int i = from; i < at; i++) {
      if (input[i] < 0) {
        return beyondAscii(from);
      }
    }
    return new TextString(new String(input, from, at - from, StandardCharsets.ISO_8859_1));
  }

  private CborItem beyondAscii(int from) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return new TextString(decoder.decode(ByteBuffer.wrap(input, from, at - from)).toString());
    } catch (CharacterCodingException e) {
      return refuse(CborRefusal.BAD_UTF8);
    }
  }

  private CborItem array(long length, int depth) {
    if (depth == limits.depth()) {
      return refuse(CborRefusal.TOO_DEEP);
    }
    if (exceedsRest(length, 1)) {
      return refuse(CborRefusal.TRUNCATED);
    }
    List<CborItem> elements = new ArrayList<>((int) Math.min(length, FEW));
    for (long i = 0; i < length && refusal == null; i++) {
      elements.add(item(depth + 1));
    }
    return refusal == null ? new CborArray(elements) : NOTHING;
  }

  private CborItem map(long length, int depth) {
    if (depth == limits.depth()) {
      return refuse(CborRefusal.TOO_DEEP);
    }
    if (exceedsRest(length, 2)) {
      return refuse(CborRefusal.TRUNCATED);
    }
    List<CborMap.Entry> entries = new ArrayList<>((int) Math.min(length, FEW));
    int previousFrom = at;
    int previousTo = at;
    for (long i = 0; i < length && refusal == null; i++) {
      int from = at;
      CborItem key = item(depth + 1);
      int to = at;
      if (refusal == null && i > 0) {
        follows(Arrays.compareUnsigned(input, previousFrom, previousTo, input, from, to));
      }
      previousFrom = from;
      previousTo = to;
      entries.add(new CborMap.Entry(key, item(depth + 1)));
    }
    return refusal == null ? map(entries) : NOTHING;
  }

  private CborItem tagged(long tag, int depth) {
    if (depth == limits.depth()) {
      return refuse(CborRefusal.TOO_DEEP);
    }
    CborItem content = item(depth + 1);
    return refusal == null ? new Tagged(tag, content) : NOTHING;
  }

  /** An item spelt without a length (RFC 8949, section 3.2). */
  CborItem indefinite(int major, int depth) {
    return refuse(CborRefusal.INDEFINITE_LENGTH);
  }

  /** Whether so many bytes may spell {@code bits} in a head. */
  boolean mayFollow(int following, long bits) {
    return Major.followingBytes(bits) == following;
  }

  /** Told how the bytes of a key compare to those of the key before it. */
  void follows(int comparison) {
    if (comparison == 0) {
      note(CborRefusal.DUPLICATE_KEY);
    } else if (comparison > 0) {
      note(CborRefusal.KEYS_NOT_SORTED);
    }
  }

  /** The map of all its entries, in the order in which they were read. */
  CborItem map(List<CborMap.Entry> entries) {
    return new CborMap(entries);
  }

  /** Whether {@code length} elements of at least {@code size} bytes each cannot be in the rest. */
  private boolean exceedsRest(long length, int size) {
    return length < 0 || length > (input.length - at) / size;
  }

  CborItem refuse(CborRefusal why) {
    note(why);
    return NOTHING;
  }

  void note(CborRefusal why) {
    refusal = why;
  }
}
