package dev.portcullis.crypto.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others may write and we would not. */
class CborForeignTest {

  private static final CborLimits LIMITS = new CborLimits(4096, 8, 1000);

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1800, 00",
    "1817, 17",
    "190018, 1818",
    "1b00000000000000ff, 18ff",
    "3800, 20",
    "580161, 4161",
    "78 0161, 6161",
    "980101, 8101",
    "b8010102, a10102",
    "d81201, d201",
    "5fff, 40",
    "5f4100ff, 4100",
    "5f41004101ff, 420001",
    "5f58010040ff, 4100",
    "7fff, 60",
    "7f61616162ff, 626162",
    "7f62c3a9ff, 62c3a9",
    "9fff, 80",
    "9f01820203ff, 8201820203",
    "9f9fff9fffff, 828080",
    "bfff, a0",
    "bf61610161629f0203ffff, a261610161628202 03",
    "a202000100, a201000200",
    "a220000100, a201002000",
    "a2626161006162 00, a2616200626161 00",
    "f4, f4",
    "f6, f6",
    "f7, f7",
    "f820, f820"
  })
  void readsAnySpellingAsTheItemItMeans(String foreign, String deterministic) {
    assertEquals(
        Outcome.passed(hex(deterministic)),
        Cbor.decodeForeign(hex(foreign), LIMITS).map(Cbor::encode));
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "'', TRUNCATED",
    "18, TRUNCATED",
    "4401, TRUNCATED",
    "5f, TRUNCATED",
    "5f41, TRUNCATED",
    "5f4100, TRUNCATED",
    "7f6161, TRUNCATED",
    "9f, TRUNCATED",
    "9f01, TRUNCATED",
    "bf, TRUNCATED",
    "bf01, TRUNCATED",
    "bf0102, TRUNCATED",
    "5f5bffffffffffffffff, TRUNCATED",
    "5b7fffffffffffffff, TRUNCATED",
    "9bffffffffffffffff, TRUNCATED",
    "bb7fffffffffffffff, TRUNCATED",
    "0000, TRAILING_BYTES",
    "9fff00, TRAILING_BYTES",
    "9fffff, TRAILING_BYTES",
    "ff, INDEFINITE_LENGTH",
    "1f, INDEFINITE_LENGTH",
    "3f, INDEFINITE_LENGTH",
    "df00ff, INDEFINITE_LENGTH",
    "81ff, INDEFINITE_LENGTH",
    "a1ff00, INDEFINITE_LENGTH",
    "a101ff, INDEFINITE_LENGTH",
    "c1ff, INDEFINITE_LENGTH",
    "bf01ff, INDEFINITE_LENGTH",
    "bf0102 03ff, INDEFINITE_LENGTH",
    "5f00ff, INDEFINITE_LENGTH",
    "5f6161ff, INDEFINITE_LENGTH",
    "5f5f4100ffff, INDEFINITE_LENGTH",
    "7f4161ff, INDEFINITE_LENGTH",
    "7f7f6161ffff, INDEFINITE_LENGTH",
    "5fc14100ff, INDEFINITE_LENGTH",
    "a201010102, DUPLICATE_KEY",
    "a20101180102, DUPLICATE_KEY",
    "a301010202 190001 03, DUPLICATE_KEY",
    "bf01010102ff, DUPLICATE_KEY",
    "a2616101780161 02, DUPLICATE_KEY",
    "a26161017f6161ff02, DUPLICATE_KEY",
    "a24161015f4161ff02, DUPLICATE_KEY",
    "a2810101 9f01ff02, DUPLICATE_KEY",
    "a2 a201020201 01 a202010102 02, DUPLICATE_KEY",
    "a2c10001d801 00 02, DUPLICATE_KEY",
    "8181818181818181 8100, TOO_DEEP",
    "9f9f9f9f9f9f9f9f9fff, TOO_DEEP",
    "bf00bf00bf00bf00bf00bf00bf00bf00bfff, TOO_DEEP",
    "c1c1c1c1c1c1c1c1c100, TOO_DEEP",
    "61ff, BAD_UTF8",
    "7f61c361a9ff, BAD_UTF8",
    "f90000, FLOAT",
    "fb3ff199999999999a, FLOAT",
    "9ff90000ff, FLOAT",
    "1c, RESERVED",
    "5f5cff, RESERVED",
    "f800, RESERVED",
    "f81f, RESERVED"
  })
  void refuses(String hex, CborRefusal expected) {
    assertEquals(Outcome.refused(expected), Cbor.decodeForeign(hex(hex), LIMITS));
  }

  @Test
  void refusesMoreBytesThanTheLimit() {
    assertEquals(
        Outcome.refused(CborRefusal.TOO_LARGE),
        Cbor.decodeForeign(Bytes.of(new byte[4097]), LIMITS));
  }

  @Test
  void countsThePiecesOfAStringAsItems() {
    byte[] pieces = new byte[1002];
    Arrays.fill(pieces, (byte) 0x40);
    pieces[0] = 0x5f;
    pieces[1001] = (byte) 0xff;

    assertEquals(
        Outcome.refused(CborRefusal.TOO_LARGE), Cbor.decodeForeign(Bytes.of(pieces), LIMITS));
  }

  @Test
  void survivesTheDeepestLimitThereIs() {
    var limits = new CborLimits(100_000, CborLimits.DEEPEST, 100_000);
    for (int opening : new int[] {0x81, 0x9f, 0xbf, 0xc1}) {
      byte[] nested = new byte[100_000];
      Arrays.fill(nested, (byte) opening);

      assertEquals(
          Outcome.refused(CborRefusal.TOO_DEEP), Cbor.decodeForeign(Bytes.of(nested), limits));
    }
  }

  @Test
  void readsASequenceToItsLastByte() {
    assertEquals(Outcome.passed(List.of()), sequence(""));
    assertEquals(
        Outcome.passed(List.of(CborItem.uint(1), CborMap.empty(), CborItem.text("a"))),
        sequence("1801 bfff 6161"));
    assertEquals(Outcome.refused(CborRefusal.TRUNCATED), sequence("01 61"));
    assertEquals(Outcome.refused(CborRefusal.INDEFINITE_LENGTH), sequence("01 ff"));
    assertEquals(Outcome.refused(CborRefusal.DUPLICATE_KEY), sequence("01 a200010002"));
    assertEquals(Outcome.refused(CborRefusal.TOO_LARGE), sequence("00".repeat(1001)));
    assertEquals(Outcome.refused(CborRefusal.TOO_LARGE), sequence("40".repeat(4097)));
  }

  private static Outcome<List<CborItem>, CborRefusal> sequence(String hex) {
    return Cbor.decodeForeignSequence(hex(hex), LIMITS);
  }

  @Test
  void readsWhatTheStrictReaderPassesAsTheSameItem() {
    var items = new RandomItems(11);
    for (int i = 0; i < 5_000; i++) {
      CborItem item = items.next();

      assertEquals(
          Outcome.passed(item),
          Cbor.decodeForeign(Cbor.encode(item), new CborLimits(65_536, 8, 10_000)));
    }
  }

  @Test
  void readsRandomItemsInRandomSpellingsAsTheSameItems() {
    var items = new RandomItems(12);
    var random = new Random(13);
    for (int i = 0; i < 10_000; i++) {
      CborItem item = items.next();
      Bytes foreign = ForeignSpelling.of(item, random);

      assertEquals(
          Outcome.passed(item),
          Cbor.decodeForeign(foreign, new CborLimits(65_536, 8, 10_000)),
          foreign::hex);
    }
  }

  @Test
  void neverThrowsForMutatedBytes() {
    var random = new Random(14);
    var items = new RandomItems(15);
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = ForeignSpelling.of(items.next(), random).toArray();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      if (Cbor.decodeForeign(Bytes.of(bytes), LIMITS)
          instanceof Outcome.Passed<CborItem, ?>(var item)) {
        assertEquals(Outcome.passed(item), Cbor.decode(Cbor.encode(item), LIMITS));
        passed++;
      }
    }
    assertTrue(passed > 1_000, "passed only " + passed);
  }

  private static Bytes hex(String digits) {
    return Bytes.fromHex(digits.replace(" ", ""));
  }
}
