package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a map together, fields in the order of their keys. */
final class FieldWriter {

  private final List<CborMap.Entry> entries = new ArrayList<>();

  FieldWriter item(long key, CborItem value) {
    entries.add(new CborMap.Entry(CborItem.uint(key), value));
    return this;
  }

  FieldWriter item(long key, Optional<? extends CborItem> value) {
    return value.isPresent() ? item(key, value.get()) : this;
  }

  FieldWriter bytes(long key, Bytes value) {
    return item(key, CborItem.bytes(value));
  }

  FieldWriter bytes(long key, Optional<Bytes> value) {
    return item(key, value.map(CborItem::bytes));
  }

  FieldWriter number(long key, long value) {
    return item(key, CborItem.uint(value));
  }

  FieldWriter text(long key, String value) {
    return item(key, CborItem.text(value));
  }

  FieldWriter texts(long key, List<String> values) {
    return item(key, new CborArray(values.stream().<CborItem>map(CborItem::text).toList()));
  }

  FieldWriter byteStrings(long key, List<Bytes> values) {
    return item(key, new CborArray(values.stream().<CborItem>map(CborItem::bytes).toList()));
  }

  FieldWriter digests(long key, List<Digest> values) {
    return byteStrings(key, values.stream().map(Digest::value).toList());
  }

  CborMap map() {
    return new CborMap(entries);
  }
}
