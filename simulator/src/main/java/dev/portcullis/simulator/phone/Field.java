package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.message.Attestation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one field of a letter; empty where it is of another type or size. */
final class Field {

  private static final int FORMAT_CHARACTERS = 32;
  private static final int RESULT_BYTES = 16 * 1024;
  private static final int MOST_GRANTS = 4;

  private Field() {}

  static Optional<Bytes> bytes(CborItem item) {
    return item instanceof ByteString(Bytes value) ? Optional.of(value) : Optional.empty();
  }

  static Optional<String> text(CborItem item) {
    return item instanceof TextString(String value) ? Optional.of(value) : Optional.empty();
  }

  static <T> Optional<T> id(CborItem item, Function<Bytes, T> type) {
    return bytes(item).filter(value -> value.size() == Exchange.SIZE).map(type);
  }

  static Optional<Attestation> attestation(CborItem item) {
    return item instanceof CborArray(List<CborItem> parts)
            && parts.size() == 2
            && parts.get(0) instanceof TextString(String format)
            && parts.get(1) instanceof ByteString(Bytes result)
            && !format.isEmpty()
            && format.length() <= FORMAT_CHARACTERS
            && !result.isEmpty()
            && result.size() <= RESULT_BYTES
        ? Optional.of(new Attestation(format, result))
        : Optional.empty();
  }

  static CborItem of(Attestation attestation) {
    return CborArray.of(CborItem.text(attestation.format()), CborItem.bytes(attestation.result()));
  }

  static Optional<List<Bytes>> grants(CborItem item) {
    if (!(item instanceof CborArray(List<CborItem> items))
        || items.isEmpty()
        || items.size() > MOST_GRANTS) {
      return Optional.empty();
    }
    var grants = new ArrayList<Bytes>();
    for (var each : items) {
      bytes(each).ifPresent(grants::add);
    }
    return grants.size() == items.size() ? Optional.of(grants) : Optional.empty();
  }

  static CborItem of(List<Bytes> grants) {
    return new CborArray(grants.stream().<CborItem>map(CborItem::bytes).toList());
  }
}
