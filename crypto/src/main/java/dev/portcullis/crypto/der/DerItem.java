package dev.portcullis.crypto.der;

import dev.portcullis.crypto.Bytes;
import java.math.BigInteger;
import java.util.List;

/**
 * One item of DER (ITU-T X.690). There is no item for text, times or object identifiers: what is
 * read here has none, and {@link Der#decode} refuses them.
 */
public sealed interface DerItem {

  /** What NULL decodes to: a flag whose presence says everything. */
  Null NULL = new Null();

  /** INTEGER, of either sign. */
  record Int(BigInteger value) implements DerItem {}

  /** ENUMERATED, of either sign. */
  record Enumerated(BigInteger value) implements DerItem {}

  /** BOOLEAN. */
  record Bool(boolean value) implements DerItem {}

  /** OCTET STRING. */
  record Octets(Bytes value) implements DerItem {}

  /** NULL. */
  record Null() implements DerItem {}

  /** SEQUENCE, or SEQUENCE OF. */
  record Sequence(List<DerItem> items) implements DerItem {

    /** Takes a copy of the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    /** The sequence of these items. */
    public static Sequence of(DerItem... items) {
      return new Sequence(List.of(items));
    }
  }

  /**
   * SET OF, in the order in which it was written. X.690 section 11.6 has an order of its own, which
   * phones do not keep: their secure hardware writes the purposes 3, 2 and the digests 4, 2.
   */
  record SetOf(List<DerItem> items) implements DerItem {

    /** Takes a copy of the list. */
    public SetOf {
      items = List.copyOf(items);
    }
  }

  /**
   * An item with an explicit tag of the context-specific class.
   *
   * @param number 0 to {@value #MAX_NUMBER}
   */
  record Tagged(int number, DerItem content) implements DerItem {

    /** The largest number read: what four octets of seven bits hold. */
    public static final int MAX_NUMBER = (1 << 28) - 1;

    /** Checks the range. */
    public Tagged {
      if (number < 0 || number > MAX_NUMBER) {
        throw new IllegalArgumentException("no tag number " + number);
      }
    }
  }

  /** The integer {@code value}. */
  static Int integer(long value) {
    return new Int(BigInteger.valueOf(value));
  }

  /** The enumerated {@code value}. */
  static Enumerated enumerated(long value) {
    return new Enumerated(BigInteger.valueOf(value));
  }
}
