package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/** Spells items as nobody should: long heads, open lengths in pieces, keys in any order. */
final class ForeignSpelling {

  private static final int BREAK = 0xff;

  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ForeignSpelling(Random random) {
    this.random = random;
  }

  static Bytes of(CborItem item, Random random) {
    var spelling = new ForeignSpelling(random);
    spelling.item(item);
    return Bytes.of(spelling.out.toByteArray());
  }

  private void item(CborItem item) {
    switch (item) {
      case Uint(long bits) -> head(Major.UINT, bits);
      case NegativeInt(long bits) -> head(Major.NEGATIVE, bits);
      case ByteString(Bytes value) -> bytes(value);
      case TextString(String value) -> text(value);
      case CborArray(var items) -> {
        boolean open = begin(Major.ARRAY, items.size());
        items.forEach(this::item);
        end(open);
      }
      case CborMap(var entries) -> {
        var shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        boolean open = begin(Major.MAP, entries.size());
        for (var entry : shuffled) {
          item(entry.key());
          item(entry.value());
        }
        end(open);
      }
      case Tagged(long tag, CborItem content) -> {
        head(Major.TAG, tag);
        item(content);
      }
      case Simple _ -> out.writeBytes(Cbor.encode(item).toArray());
    }
  }

  private void bytes(Bytes value) {
    if (random.nextBoolean()) {
      string(Major.BYTES, value);
      return;
    }
    open(Major.BYTES);
    for (int at = 0; at < value.size(); ) {
      int to = Math.min(value.size(), at + 1 + random.nextInt(20));
      string(Major.BYTES, value.slice(at, to));
      at = to;
    }
    end(true);
  }

  private void text(String value) {
    if (random.nextBoolean()) {
      string(Major.TEXT, Bytes.utf8(value));
      return;
    }
    open(Major.TEXT);
    value.codePoints().forEach(point -> string(Major.TEXT, Bytes.utf8(Character.toString(point))));
    end(true);
  }

  private void string(int major, Bytes content) {
    head(major, content.size());
    out.writeBytes(content.toArray());
  }

  private boolean begin(int major, int size) {
    boolean open = random.nextBoolean();
    if (open) {
      open(major);
    } else {
      head(major, size);
    }
    return open;
  }

  private void open(int major) {
    out.write(major << Major.SHIFT | Major.INDEFINITE);
  }

  private void end(boolean open) {
    if (open) {
      out.write(BREAK);
    }
  }

  private void head(int major, long bits) {
    int shortest = Major.followingBytes(bits);
    int following = shortest;
    while (following < Long.BYTES && random.nextBoolean()) {
      following = following == 0 ? 1 : 2 * following;
    }
    out.write(major << Major.SHIFT | (following == 0 ? (int) bits : Major.information(following)));
    for (int i = following - 1; i >= 0; i--) {
      out.write((int) (bits >>> (i * Byte.SIZE)));
    }
  }
}
