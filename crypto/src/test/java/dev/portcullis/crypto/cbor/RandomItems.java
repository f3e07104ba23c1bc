package dev.portcullis.crypto.cbor;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Items of every kind and size class, from a seed. */
final class RandomItems {

  private static final int KINDS = 8;
  private static final int DEEP = 4;

  private final Random random;

  RandomItems(long seed) {
    this.random = new Random(seed);
  }

  CborItem next() {
    return next(0);
  }

  private CborItem next(int depth) {
    int kind = random.nextInt(depth == DEEP ? KINDS - 3 : KINDS);
    return switch (kind) {
      case 0 -> new Uint(number());
      case 1 -> new NegativeInt(number());
      case 2 -> new ByteString(bytes());
      case 3 -> new TextString(text());
      case 4 -> new Simple(random.nextBoolean() ? random.nextInt(24) : 32 + random.nextInt(224));
      case 5 -> array(depth);
      case 6 -> map(depth);
      default -> new Tagged(number(), next(depth + 1));
    };
  }

  private long number() {
    return random.nextLong() >>> random.nextInt(Long.SIZE);
  }

  private Bytes bytes() {
    byte[] content = new byte[random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(24)];
    random.nextBytes(content);
    return Bytes.of(content);
  }

  private String text() {
    var out = new StringBuilder();
    int length = random.nextInt(30);
    while (out.length() < length) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        out.appendCodePoint(point);
      }
    }
    return out.toString();
  }

  private CborArray array(int depth) {
    List<CborItem> items = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      items.add(next(depth + 1));
    }
    return new CborArray(items);
  }

  private CborMap map(int depth) {
    Set<CborItem> keys = new HashSet<>();
    List<CborMap.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      CborItem key = next(depth + 1);
      if (keys.add(key)) {
        entries.add(new CborMap.Entry(key, next(depth + 1)));
      }
    }
    return CborMap.sorted(entries);
  }
}
