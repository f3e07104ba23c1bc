package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** For all profiles and payloads; seeded. */
final class SecOcPropertyTest {

  /** At which nothing holds by chance in this century. */
  private static final int LONG_ENOUGH = 60;

  private final Random random = new Random(20_261_122);

  @Test
  void whatOneEndSecuresTheOtherAccepts() {
    for (int run = 0; run < 3_000; run++) {
      var layout = layout(1);
      var ends = BothEnds.at(counter(layout), layout);
      for (int i = 0; i < 4; i++) {
        var pdu = ends.send(payload(layout));
        assertEquals(layout.bytes(), pdu.size());
        assertInstanceOf(FreshnessValue.class, ends.verdict(pdu), layout::toString);
      }
    }
  }

  @Test
  void aSecuredPduBeginsWithItsPayload() {
    for (int run = 0; run < 500; run++) {
      var layout = layout(1);
      var payload = payload(layout);
      assertEquals(payload, BothEnds.of(layout).send(payload).slice(0, layout.payloadBytes()));
    }
  }

  @Test
  void anySingleFlippedBitIsRefused() {
    for (int run = 0; run < 150; run++) {
      var layout = layout(LONG_ENOUGH);
      var ends = BothEnds.at(counter(layout), layout);
      var pdu = ends.send(payload(layout));
      for (int bit = 0; bit < pdu.size() * 8; bit++) {
        byte[] flipped = pdu.toArray();
        flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
        assertInstanceOf(
            VerifyRefusal.class, ends.verdict(Bytes.of(flipped)), "bit " + bit + " of " + layout);
      }
      assertInstanceOf(FreshnessValue.class, ends.verdict(pdu));
    }
  }

  /** In any order, with repetitions, losses and restarts: each once at most, and only upwards. */
  @Test
  void nothingIsAcceptedTwiceOrOutOfOrder() {
    int accepted = 0;
    for (int run = 0; run < 300; run++) {
      var layout = layout(LONG_ENOUGH);
      var ends = BothEnds.at(counter(layout), layout);
      List<Bytes> sent = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        sent.add(ends.send(payload(layout)));
      }
      List<Bytes> onTheBus = new ArrayList<>(sent);
      onTheBus.addAll(sent);
      Collections.shuffle(onTheBus, random);
      Set<Bytes> taken = new HashSet<>();
      int last = -1;
      for (var pdu : onTheBus) {
        if (random.nextInt(20) == 0) {
          ends.receiver = ends.newReceiver();
        }
        if (ends.verdict(pdu) instanceof FreshnessValue) {
          assertTrue(taken.add(pdu));
          assertTrue(sent.indexOf(pdu) > last);
          last = sent.indexOf(pdu);
          accepted++;
        }
      }
    }
    assertTrue(accepted > 300, "only " + accepted);
  }

  @Test
  void randomBytesAreRefused() {
    for (int run = 0; run < 2_000; run++) {
      var layout = layout(LONG_ENOUGH);
      byte[] pdu = new byte[layout.bytes()];
      random.nextBytes(pdu);
      assertInstanceOf(VerifyRefusal.class, BothEnds.of(layout).verdict(Bytes.of(pdu)));
    }
  }

  @Test
  void thePositionOfEachBitIsTheOneSaid() {
    for (int run = 0; run < 500; run++) {
      var layout = layout(1);
      var lengths = assertInstanceOf(Counted.class, layout.profile().freshness());
      var tag = bytes(16);
      var value = new FreshnessValue(random.nextLong());
      var payload = payload(layout);
      var bits =
          binary(payload)
              + low(value.value(), lengths.sentBits())
              + binary(tag).substring(0, layout.profile().authenticatorBits());
      var pdu = binary(layout.assemble(payload, value, tag));
      assertEquals(bits, pdu.substring(0, bits.length()));
      assertEquals("0".repeat(pdu.length() - bits.length()), pdu.substring(bits.length()));
      assertTrue(pdu.length() - bits.length() < 8);
    }
  }

  @Test
  void differentThingsAreAuthenticatedDifferently() {
    var layout = BothEnds.layout(10, 4, 2);
    var one = layout.authenticated(new DataId(1), Bytes.fromHex("0203"), new FreshnessValue(0x0D6));
    assertEquals(Bytes.fromHex("000102033580"), one);
    assertNotEquals(
        one, layout.authenticated(new DataId(1), Bytes.fromHex("0203"), new FreshnessValue(0x0D7)));
  }

  private PduLayout layout(int leastAuthenticator) {
    int full = 8 + random.nextInt(57);
    int sent = random.nextInt(full + 1);
    int authenticator = leastAuthenticator + random.nextInt(129 - leastAuthenticator);
    var profile = new SecOcProfile(new Counted(full, sent), authenticator);
    int room = PduLayout.MAX_BYTES - Math.ceilDiv(sent + authenticator, 8);
    return new PduLayout(profile, 1 + random.nextInt(room));
  }

  /** Anywhere but in the counter's last hundred values. */
  private long counter(PduLayout layout) {
    var lengths = assertInstanceOf(Counted.class, layout.profile().freshness());
    return Long.remainderUnsigned(random.nextLong(), lengths.greatest().value() - 100);
  }

  private Bytes payload(PduLayout layout) {
    return bytes(layout.payloadBytes());
  }

  private Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  static String binary(Bytes bytes) {
    var digits = new StringBuilder();
    for (int i = 0; i < bytes.size(); i++) {
      digits.append(Integer.toBinaryString(0x100 | bytes.at(i)).substring(1));
    }
    return digits.toString();
  }

  static String low(long value, int bits) {
    var digits = "0".repeat(Long.SIZE) + Long.toBinaryString(value);
    return digits.substring(digits.length() - bits);
  }
}
