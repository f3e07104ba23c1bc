package dev.portcullis.crypto.der;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Enumerated;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict reader: one spelling of each item, whose meaning Bouncy Castle agrees with. */
final class DerTest {

  private static final DerLimits LIMITS = new DerLimits(1 << 20, 8, 4096);

  @ParameterizedTest
  @CsvSource({
    // INTEGER and ENUMERATED: no octets, or more than needed.
    "0200, BAD_CONTENT",
    "02020001, NOT_SHORTEST",
    "0202007f, NOT_SHORTEST",
    "0202ff80, NOT_SHORTEST",
    "0202ffff, NOT_SHORTEST",
    "0a00, BAD_CONTENT",
    "0a020000, NOT_SHORTEST",
    // BOOLEAN: one octet of 00 or FF. Some phones write 01, which is BER.
    "0100, BAD_CONTENT",
    "010101, BAD_CONTENT",
    "0102ffff, BAD_CONTENT",
    // NULL says nothing.
    "050100, BAD_CONTENT",
    // Lengths: longer than needed, without end, beyond the end, of too many octets.
    "04810100, NOT_SHORTEST",
    "04817f, NOT_SHORTEST",
    "0482008000, NOT_SHORTEST",
    "0483000100, NOT_SHORTEST",
    "0480, INDEFINITE_LENGTH",
    "30800000, INDEFINITE_LENGTH",
    "04, TRUNCATED",
    "0401, TRUNCATED",
    "0481, TRUNCATED",
    "048201, TRUNCATED",
    "0483ffffff, TRUNCATED",
    "0484ffffffff, TRUNCATED",
    "04ff, TRUNCATED",
    // An item that reaches beyond what it lies in, and a tag around none or several.
    "3003040200, TRUNCATED",
    "30020402aabb, TRUNCATED",
    "300104, TRUNCATED",
    "a003020200, TRUNCATED",
    "a000, BAD_CONTENT",
    "a00405000500, BAD_CONTENT",
    // Tag numbers: in the long form without need, with a leading zero, without end, too large.
    "bf1e020500, NOT_SHORTEST",
    "bf801f020500, NOT_SHORTEST",
    "bf, TRUNCATED",
    "bf85, TRUNCATED",
    "bf8080, NOT_SHORTEST",
    "bfffffffff7f020500, UNKNOWN_TYPE",
    // Types and forms that nothing read here has.
    "00, TRUNCATED",
    "0000, UNKNOWN_TYPE",
    "0c0161, UNKNOWN_TYPE",
    "0603550403, UNKNOWN_TYPE",
    "030100, UNKNOWN_TYPE",
    "1000, UNKNOWN_TYPE",
    "240404020000, UNKNOWN_TYPE",
    "80020500, UNKNOWN_TYPE",
    "60020500, UNKNOWN_TYPE",
    "e0020500, UNKNOWN_TYPE",
    "0500ff, TRAILING_BYTES",
    "'', TRUNCATED",
  })
  void refusesWhatIsNotDer(String hex, DerRefusal why) {
    assertEquals(Outcome.refused(why), Der.decode(Bytes.fromHex(hex), LIMITS));
  }

  @ParameterizedTest
  @CsvSource({
    "0500",
    "020100",
    "0201ff",
    "02020080",
    "0202ff7f",
    "0101ff",
    "010100",
    "0400",
    "3000",
    "3100",
    "a0020500",
    "be020500",
    "bf1f020500",
    "bf853e03020100",
    "bfffffff7f020500",
    "0a0102"
  })
  void readsAndWritesTheSameBytes(String hex) {
    var bytes = Bytes.fromHex(hex);
    assertEquals(bytes, Der.encode(Der.decode(bytes, LIMITS).orFault()));
  }

  @Test
  void everyItemIsReadAsItWasWritten() {
    var random = new Random(20_26);
    for (int i = 0; i < 2_000; i++) {
      var item = randomItem(random, 5);
      assertEquals(Outcome.passed(item), Der.decode(Der.encode(item), LIMITS));
    }
  }

  @Test
  void bouncyCastleReadsWhatWeWrite() throws IOException {
    var random = new Random(19_70);
    for (int i = 0; i < 500; i++) {
      var encoded = Der.encode(randomItem(random, 5));
      var read = ASN1Primitive.fromByteArray(encoded.toArray());
      assertEquals(encoded.hex(), Bytes.of(read.getEncoded("DL")).hex());
    }
  }

  @Test
  void whatTurnsUpAsAnItemHasNoOtherSpelling() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = Der.encode(randomItem(random, 4)).toArray();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      var changed = Bytes.of(bytes);
      if (Der.decode(changed, LIMITS) instanceof Outcome.Passed<DerItem, ?>(var item)) {
        assertEquals(changed, Der.encode(item));
      }
    }
  }

  @Test
  void refusesMoreThanItsLimits() {
    var limits = new DerLimits(16, 2, 3);
    assertEquals(Outcome.refused(DerRefusal.TOO_LARGE), Der.decode(Bytes.of(new byte[17]), limits));
    assertEquals(
        Outcome.refused(DerRefusal.TOO_LARGE),
        Der.decode(Bytes.fromHex("3006050005000500"), limits));
    assertEquals(
        Outcome.refused(DerRefusal.TOO_DEEP), Der.decode(Bytes.fromHex("300430023000"), limits));
    assertEquals(
        Outcome.refused(DerRefusal.TOO_DEEP),
        Der.decode(Bytes.fromHex("a006a004a0020500"), limits));
    assertEquals(
        Outcome.passed(Sequence.of(Sequence.of(DerItem.NULL))),
        Der.decode(Bytes.fromHex("300430020500"), limits));
  }

  @Test
  void aLengthAloneAllocatesNothing() {
    assertEquals(
        Outcome.refused(DerRefusal.TRUNCATED),
        Der.decode(Bytes.fromHex("3083ffffff0483fffffa00"), LIMITS));
  }

  @Test
  void limitsLimit() {
    assertThrows(IllegalArgumentException.class, () -> new DerLimits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new DerLimits(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new DerLimits(1, 65, 1));
    assertThrows(IllegalArgumentException.class, () -> new DerLimits(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tagged(-1, DerItem.NULL));
    assertThrows(IllegalArgumentException.class, () -> new Tagged(1 << 28, DerItem.NULL));
  }

  private static DerItem randomItem(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> new Int(new BigInteger(random.nextInt(1, 80), random).negate());
      case 1 -> new Enumerated(new BigInteger(random.nextInt(1, 80), random));
      case 2 -> new Bool(random.nextBoolean());
      case 3 -> {
        byte[] octets = new byte[random.nextInt(300)];
        random.nextBytes(octets);
        yield new Octets(Bytes.of(octets));
      }
      case 4 -> DerItem.NULL;
      case 5 -> new Sequence(randomItems(random, depth - 1));
      case 6 -> new SetOf(randomItems(random, depth - 1));
      default -> {
        int number = random.nextInt(1 << random.nextInt(1, 29));
        yield new Tagged(number, randomItem(random, depth - 1));
      }
    };
  }

  private static List<DerItem> randomItems(Random random, int depth) {
    var items = new ArrayList<DerItem>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(randomItem(random, depth));
    }
    return items;
  }
}
