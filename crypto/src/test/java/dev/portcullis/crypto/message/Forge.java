package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Sign1;
import java.util.ArrayList;
import java.util.List;

/** Makes broken messages out of genuine ones, correctly signed wherever the fault is inside. */
final class Forge {

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 16, 1000);

  private Forge() {}

  static CborArray structure(Bytes encoded) {
    return (CborArray) ((Tagged) Cbor.decode(encoded, LIMITS).orFault()).content();
  }

  static CborMap payload(Kind kind) {
    return (CborMap) Cbor.decode(rawPayload(kind.genuine()), LIMITS).orFault();
  }

  static Bytes rawPayload(Bytes encoded) {
    return ((ByteString) structure(encoded).items().get(2)).value();
  }

  /** The genuine structure with another item in the place {@code field}. */
  static Bytes withPart(Bytes encoded, int field, CborItem part) {
    List<CborItem> items = new ArrayList<>(structure(encoded).items());
    items.set(field, part);
    return Cbor.encode(new Tagged(18, new CborArray(items)));
  }

  static Bytes signed(Kind kind, Bytes payload) {
    return Sign1.sign(kind.signer(), kind.typ(), payload);
  }

  static Bytes without(Kind kind, long key) {
    List<CborMap.Entry> entries = new ArrayList<>(payload(kind).entries());
    entries.removeIf(entry -> entry.key().equals(new Uint(key)));
    return signed(kind, Cbor.encode(new CborMap(entries)));
  }

  static Bytes with(Kind kind, long key, CborItem value) {
    List<CborMap.Entry> entries = new ArrayList<>(payload(kind).entries());
    entries.removeIf(entry -> entry.key().equals(new Uint(key)));
    entries.add(new CborMap.Entry(new Uint(key), value));
    return signed(kind, Cbor.encode(CborMap.sorted(entries)));
  }

  /** The genuine bytes with those at {@code from} up to {@code to} replaced. */
  static Bytes spliced(Bytes bytes, int from, int to, String hex) {
    return Bytes.concat(bytes.slice(0, from), Bytes.fromHex(hex), bytes.slice(to, bytes.size()));
  }
}
