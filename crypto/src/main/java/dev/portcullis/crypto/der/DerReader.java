package dev.portcullis.crypto.der;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Enumerated;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one input. The first refusal stays; from then on every read gives {@link #NOTHING},
 * which callers hand up until {@link #whole} tells why.
 */
final class DerReader {

  private static final DerItem NOTHING = DerItem.NULL;

  private final byte[] input;
  private final DerLimits limits;
  private int at;
  private int items;
  private @Nullable DerRefusal refusal;

  DerReader(byte[] input, DerLimits limits) {
    this.input = input;
    this.limits = limits;
  }

  Outcome<DerItem, DerRefusal> whole() {
    var item = item(input.length, 0);
    if (refusal == null && at < input.length) {
      note(DerRefusal.TRAILING_BYTES);
    }
    return refusal == null ? Outcome.passed(item) : Outcome.refused(refusal);
  }

  /** Reads an item that ends before {@code end}. */
  private DerItem item(int end, int depth) {
    if (++items > limits.items()) {
      return refuse(DerRefusal.TOO_LARGE);
    }
    if (at == end) {
      return refuse(DerRefusal.TRUNCATED);
    }
    int identifier = octet();
    boolean context = (identifier & DerType.CLASS_AND_FORM_MASK) == DerType.CONTEXT;
    int number = context ? tagNumber(identifier & DerType.NUMBER_MASK, end) : 0;
    int length = length(end);
    if (refusal != null) {
      return NOTHING;
    }
    int contentEnd = at + length;
    if (context) {
      return tagged(number, contentEnd, depth);
    }
    return switch (identifier) {
      case DerType.SEQUENCE -> new Sequence(elements(contentEnd, depth));
      case DerType.SET -> new SetOf(elements(contentEnd, depth));
      case DerType.INTEGER -> new Int(number(length));
      case DerType.ENUMERATED -> new Enumerated(number(length));
      case DerType.OCTET_STRING -> new Octets(content(length));
      case DerType.BOOLEAN -> bool(length);
      case DerType.NULL -> length == 0 ? DerItem.NULL : refuse(DerRefusal.BAD_CONTENT);
      default -> refuse(DerRefusal.UNKNOWN_TYPE);
    };
  }

  /** The number of a tag, in the low bits of its identifier or in the octets behind. */
  private int tagNumber(int lowBits, int end) {
    if (lowBits != DerType.HIGH_NUMBER) {
      return lowBits;
    }
    int number = 0;
    for (int octets = 0; octets < DerType.MAX_NUMBER_OCTETS; octets++) {
      if (at == end) {
        return fail(DerRefusal.TRUNCATED);
      }
      int octet = octet();
      if (octets == 0 && octet == DerType.MORE) {
        return fail(DerRefusal.NOT_SHORTEST);
      }
      number = (number << DerType.SEVEN_BITS) | (octet & DerType.SEVEN_BITS_MASK);
      if (octet < DerType.MORE) {
        return number < DerType.HIGH_NUMBER ? fail(DerRefusal.NOT_SHORTEST) : number;
      }
    }
    return fail(DerRefusal.UNKNOWN_TYPE);
  }

  private int length(int end) {
    if (refusal != null) {
      return 0;
    }
    if (at == end) {
      return fail(DerRefusal.TRUNCATED);
    }
    int first = octet();
    int length = first;
    if (first >= DerType.LONG_LENGTH) {
      int octets = first - DerType.LONG_LENGTH;
      if (octets == 0) {
        return fail(DerRefusal.INDEFINITE_LENGTH);
      }
      if (octets > DerType.MAX_LENGTH_OCTETS || octets > end - at) {
        return fail(DerRefusal.TRUNCATED);
      }
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << Byte.SIZE) | octet();
      }
      if (length < DerType.LONG_LENGTH || length >>> ((octets - 1) * Byte.SIZE) == 0) {
        return fail(DerRefusal.NOT_SHORTEST);
      }
    }
    return length > end - at ? fail(DerRefusal.TRUNCATED) : length;
  }

  private List<DerItem> elements(int end, int depth) {
    var elements = new ArrayList<DerItem>();
    if (depth == limits.depth()) {
      note(DerRefusal.TOO_DEEP);
    }
    while (refusal == null && at < end) {
      elements.add(item(end, depth + 1));
    }
    return elements;
  }

  private DerItem tagged(int number, int end, int depth) {
    if (depth == limits.depth()) {
      return refuse(DerRefusal.TOO_DEEP);
    }
    if (at == end) {
      return refuse(DerRefusal.BAD_CONTENT);
    }
    var content = item(end, depth + 1);
    if (refusal == null && at < end) {
      note(DerRefusal.BAD_CONTENT);
    }
    return refusal == null ? new Tagged(number, content) : NOTHING;
  }

  private BigInteger number(int length) {
    if (length == 0) {
      note(DerRefusal.BAD_CONTENT);
      return BigInteger.ZERO;
    }
    // Nine bits alike at the front: the first octet says nothing that the second does not.
    if (length > 1 && input[at] == input[at + 1] >> (Byte.SIZE - 1)) {
      note(DerRefusal.NOT_SHORTEST);
    }
    return new BigInteger(content(length).toArray());
  }

  private DerItem bool(int length) {
    if (length != 1) {
      return refuse(DerRefusal.BAD_CONTENT);
    }
    int octet = octet();
    return octet == 0 || octet == DerType.TRUE
        ? new Bool(octet == DerType.TRUE)
        : refuse(DerRefusal.BAD_CONTENT);
  }

  private Bytes content(int length) {
    int from = at;
    at += length;
    return Bytes.copyOf(input, from, at);
  }

  private int octet() {
    return input[at++] & 0xff;
  }

  private DerItem refuse(DerRefusal why) {
    note(why);
    return NOTHING;
  }

  private int fail(DerRefusal why) {
    note(why);
    return 0;
  }

  private void note(DerRefusal why) {
    if (refusal == null) {
      refusal = why;
    }
  }
}
