package dev.portcullis.crypto.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upokecenter.cbor.CBORObject;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Simple;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CborTest {

  private static final CborLimits LIMITS = new CborLimits(4096, 8, 1000);

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "'', TRUNCATED",
    "18, TRUNCATED",
    "19ff, TRUNCATED",
    "f8, TRUNCATED",
    "4401, TRUNCATED",
    "6461, TRUNCATED",
    "8201, TRUNCATED",
    "a201, TRUNCATED",
    "a101, TRUNCATED",
    "c1, TRUNCATED",
    "5b7fffffffffffffff, TRUNCATED",
    "5bffffffffffffffff, TRUNCATED",
    "7bffffffffffffffff, TRUNCATED",
    "9b7fffffffffffffff, TRUNCATED",
    "9bffffffffffffffff, TRUNCATED",
    "bb7fffffffffffffff, TRUNCATED",
    "bbffffffffffffffff, TRUNCATED",
    "9a7fffffff00, TRUNCATED",
    "0000, TRAILING_BYTES",
    "a0f6, TRAILING_BYTES",
    "1800, NOT_SHORTEST",
    "1817, NOT_SHORTEST",
    "1900ff, NOT_SHORTEST",
    "1a0000ffff, NOT_SHORTEST",
    "1b00000000ffffffff, NOT_SHORTEST",
    "3800, NOT_SHORTEST",
    "580141, NOT_SHORTEST",
    "98010a, NOT_SHORTEST",
    "b8010101, NOT_SHORTEST",
    "d80100, NOT_SHORTEST",
    "5f4100ff, INDEFINITE_LENGTH",
    "7f6161ff, INDEFINITE_LENGTH",
    "9fff, INDEFINITE_LENGTH",
    "bfff, INDEFINITE_LENGTH",
    "ff, INDEFINITE_LENGTH",
    "1f, INDEFINITE_LENGTH",
    "df00, INDEFINITE_LENGTH",
    "a201010102, DUPLICATE_KEY",
    "a2616100616101, DUPLICATE_KEY",
    "a202000100, KEYS_NOT_SORTED",
    "a220000100, KEYS_NOT_SORTED",
    "a2626161006162 00, KEYS_NOT_SORTED",
    "8181818181818181 8100, TOO_DEEP",
    "c1c1c1c1c1c1c1c1c100, TOO_DEEP",
    "a100a100a100a100a100a100a100a100a10000, TOO_DEEP",
    "61ff, BAD_UTF8",
    "62c080, BAD_UTF8",
    "63eda080, BAD_UTF8",
    "64f4908080, BAD_UTF8",
    "f90000, FLOAT",
    "fa47c35000, FLOAT",
    "fb3ff199999999999a, FLOAT",
    "1c, RESERVED",
    "1d, RESERVED",
    "fe, RESERVED",
    "f800, RESERVED",
    "f814, RESERVED",
    "f81f, RESERVED"
  })
  void refuses(String hex, CborRefusal expected) {
    assertEquals(
        Outcome.refused(expected), Cbor.decode(Bytes.fromHex(hex.replace(" ", "")), LIMITS));
  }

  @Test
  void refusesMoreBytesThanTheLimit() {
    assertEquals(
        Outcome.refused(CborRefusal.TOO_LARGE), Cbor.decode(Bytes.of(new byte[4097]), LIMITS));
  }

  @Test
  void refusesMoreItemsThanTheLimit() {
    var tooMany = Cbor.encode(new CborArray(Collections.nCopies(1000, new Uint(0))));

    assertEquals(Outcome.refused(CborRefusal.TOO_LARGE), Cbor.decode(tooMany, LIMITS));
  }

  @Test
  void hasATestForEveryRefusal() throws NoSuchMethodException {
    Set<CborRefusal> seen = EnumSet.of(CborRefusal.TOO_LARGE);
    CsvSource rows =
        CborTest.class
            .getDeclaredMethod("refuses", String.class, CborRefusal.class)
            .getAnnotation(CsvSource.class);
    for (String row : rows.value()) {
      seen.add(CborRefusal.valueOf(row.substring(row.lastIndexOf(' ') + 1)));
    }

    assertEquals(EnumSet.allOf(CborRefusal.class), seen);
  }

  @Test
  void acceptsTheDeepestNestingWithinTheLimit() {
    Bytes deep = Bytes.fromHex("818181818181818100");

    assertEquals(deep, Cbor.encode(Cbor.decode(deep, LIMITS).orFault()));
  }

  @Test
  void survivesTheDeepestLimitThereIs() {
    var limits = new CborLimits(100_000, CborLimits.DEEPEST, 100_000);
    byte[] nested = new byte[100_000];
    Arrays.fill(nested, (byte) 0x81);

    assertEquals(Outcome.refused(CborRefusal.TOO_DEEP), Cbor.decode(Bytes.of(nested), limits));
  }

  @Test
  void encodesWhatItDecodesIdenticallyForRandomItems() {
    var items = new RandomItems(1);
    for (int i = 0; i < 5_000; i++) {
      CborItem item = items.next();
      Bytes encoded = Cbor.encode(item);

      assertEquals(Outcome.passed(item), Cbor.decode(encoded, new CborLimits(65_536, 8, 10_000)));
    }
  }

  @Test
  void agreesWithAnotherImplementationOnWhatRandomItemsMean() {
    var items = new RandomItems(2);
    int compared = 0;
    for (int i = 0; i < 3_000; i++) {
      CborItem item = items.next();
      if (Oracle.understands(item)) {
        CBORObject other = CBORObject.DecodeFromBytes(Cbor.encode(item).toArray());
        assertEquals(Oracle.said(item), other);
        compared++;
      }
    }
    assertTrue(compared > 1_000, "compared only " + compared);
  }

  @Test
  void neverThrowsForMutatedBytesAndPassesOnlyWhatItEncodesIdentically() {
    var random = new Random(3);
    var items = new RandomItems(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Cbor.encode(items.next()).toArray();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      if (Cbor.decode(Bytes.of(bytes), LIMITS) instanceof Outcome.Passed<CborItem, ?>(var item)) {
        assertEquals(Bytes.of(bytes), Cbor.encode(item));
      }
    }
  }

  @Test
  void refusesToMakeItemsThatHaveNoEncoding() {
    assertThrows(IllegalArgumentException.class, () -> new TextString("\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new TextString("\udc00\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new Simple(24));
    assertThrows(IllegalArgumentException.class, () -> new Simple(256));
    var entry = new CborMap.Entry(new Uint(1), new Uint(1));
    assertThrows(IllegalArgumentException.class, () -> new CborMap(List.of(entry, entry)));
    assertThrows(IllegalArgumentException.class, () -> CborMap.sorted(List.of(entry, entry)));
  }

  @Test
  void refusesLimitsThatDoNotLimit() {
    assertThrows(IllegalArgumentException.class, () -> new CborLimits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new CborLimits(1, 65, 1));
    assertThrows(IllegalArgumentException.class, () -> new CborLimits(1, 1, 0));
  }
}
