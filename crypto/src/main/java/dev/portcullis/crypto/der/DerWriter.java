package dev.portcullis.crypto.der;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Enumerated;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Null;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes items from the inside out: a length stands before what it measures. */
final class DerWriter {

  private DerWriter() {}

  static Bytes encode(DerItem item) {
    return switch (item) {
      case Int(var value) -> written(DerType.INTEGER, Bytes.of(value.toByteArray()));
      case Enumerated(var value) -> written(DerType.ENUMERATED, Bytes.of(value.toByteArray()));
      case Bool(boolean value) ->
          written(DerType.BOOLEAN, Bytes.of((byte) (value ? DerType.TRUE : 0)));
      case Octets(var value) -> written(DerType.OCTET_STRING, value);
      case Null() -> written(DerType.NULL, Bytes.empty());
      case Sequence(var items) -> written(DerType.SEQUENCE, all(items));
      case SetOf(var items) -> written(DerType.SET, all(items));
      case Tagged(int number, var content) -> withLength(tag(number), encode(content));
    };
  }

  private static Bytes all(List<DerItem> items) {
    return Bytes.concat(items.stream().map(DerWriter::encode).toArray(Bytes[]::new));
  }

  private static Bytes written(int identifier, Bytes content) {
    return withLength(Bytes.of((byte) identifier), content);
  }

  private static Bytes tag(int number) {
    var out = new ByteArrayOutputStream();
    if (number < DerType.HIGH_NUMBER) {
      out.write(DerType.CONTEXT | number);
      return Bytes.of(out.toByteArray());
    }
    out.write(DerType.CONTEXT | DerType.HIGH_NUMBER);
    for (int shift = (DerType.MAX_NUMBER_OCTETS - 1) * DerType.SEVEN_BITS;
        shift >= 0;
        shift -= DerType.SEVEN_BITS) {
      if (number >>> shift != 0) {
        int bits = (number >>> shift) & DerType.SEVEN_BITS_MASK;
        out.write(shift == 0 ? bits : DerType.MORE | bits);
      }
    }
    return Bytes.of(out.toByteArray());
  }

  private static Bytes withLength(Bytes identifier, Bytes content) {
    var length = new ByteArrayOutputStream();
    int size = content.size();
    if (size < DerType.LONG_LENGTH) {
      length.write(size);
    } else {
      int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(size) + Byte.SIZE - 1) / Byte.SIZE;
      length.write(DerType.LONG_LENGTH | octets);
      for (int shift = (octets - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        length.write(size >>> shift);
      }
    }
    return Bytes.concat(identifier, Bytes.of(length.toByteArray()), content);
  }
}
