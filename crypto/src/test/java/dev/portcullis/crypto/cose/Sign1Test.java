package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Sign1Test {

  private static final String TYP = "portcullis/test/1";
  private static final Bytes PAYLOAD = Bytes.utf8("the payload");
  private static final Bytes NO_BYTES = Bytes.empty();

  private final SecureRandom random = new SecureRandom();
  private final SoftwareSigner signer = SoftwareSigner.generate(Algorithm.ES256, random);

  @ParameterizedTest
  @EnumSource
  void verifiesWhatItSigned(Algorithm algorithm) {
    var own = SoftwareSigner.generate(algorithm, random);
    Bytes encoded = Sign1.sign(own, TYP, PAYLOAD);
    Sign1 parsed = Sign1.parse(encoded, TYP).orFault();

    assertEquals(Outcome.passed(PAYLOAD), parsed.verify(own.publicKey()));
    assertEquals(own.publicKey().thumbprint(), parsed.keyId());
    assertEquals(encoded, parsed.encoded());
    assertEquals(PAYLOAD, parsed.payload());
    assertEquals(64, parsed.signature().size());
  }

  @ParameterizedTest
  @EnumSource
  void verifiesADetachedPayload(Algorithm algorithm) {
    var own = SoftwareSigner.generate(algorithm, random);
    Bytes encoded = Sign1.signDetached(own, TYP, PAYLOAD);

    assertEquals(
        Outcome.passed(PAYLOAD), Sign1.verifyDetached(encoded, TYP, PAYLOAD, own.publicKey()));
    assertEquals(
        Outcome.refused(CoseRefusal.BAD_SIGNATURE),
        Sign1.verifyDetached(encoded, TYP, Bytes.utf8("another"), own.publicKey()));
  }

  @Test
  void refusesADetachedPayloadWhereItMustBeCarriedAndTheReverse() {
    assertRefused(CoseRefusal.WRONG_PAYLOAD, Sign1.signDetached(signer, TYP, PAYLOAD));
    assertEquals(
        Outcome.refused(CoseRefusal.WRONG_PAYLOAD),
        Sign1.verifyDetached(Sign1.sign(signer, TYP, PAYLOAD), TYP, PAYLOAD, signer.publicKey()));
  }

  @Test
  void refusesEveryFlippedBitOfASignedStructure() {
    Bytes encoded = Sign1.sign(signer, TYP, PAYLOAD);
    for (int bit = 0; bit < encoded.size() * Byte.SIZE; bit++) {
      byte[] changed = encoded.toArray();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Outcome<Bytes, CoseRefusal> verdict =
          Sign1.parse(Bytes.of(changed), TYP).then(sign1 -> sign1.verify(signer.publicKey()));

      assertNotEquals(Outcome.passed(PAYLOAD), verdict, "bit " + bit);
    }
  }

  @Test
  void refusesAnotherKindOfMessage() {
    assertRefused(CoseRefusal.WRONG_TYPE, Sign1.sign(signer, "portcullis/other/1", PAYLOAD));
    assertRefused(CoseRefusal.WRONG_TYPE, withHeader("a3012604", kid(), "1000"));
  }

  @Test
  void refusesAnotherKeyThanTheHeaderNames() {
    var other = SoftwareSigner.generate(Algorithm.ES256, random);
    Sign1 parsed = Sign1.parse(Sign1.sign(signer, TYP, PAYLOAD), TYP).orFault();

    assertEquals(Outcome.refused(CoseRefusal.WRONG_KEY), parsed.verify(other.publicKey()));
  }

  @Test
  void refusesAnotherAlgorithmThanTheKeyIsFor() {
    Bytes edDsa = withHeader("a3012704", kid(), "10" + Cbor.encode(CborItem.text(TYP)).hex());
    Sign1 parsed = Sign1.parse(edDsa, TYP).orFault();

    assertEquals(Outcome.refused(CoseRefusal.WRONG_ALGORITHM), parsed.verify(signer.publicKey()));
  }

  @Test
  void refusesAnEmptySignatureByName() {
    Bytes unsigned = replaced(3, new ByteString(NO_BYTES));
    Sign1 parsed = Sign1.parse(unsigned, TYP).orFault();

    assertEquals(Outcome.refused(CoseRefusal.NO_SIGNATURE), parsed.verify(signer.publicKey()));
  }

  @Test
  void refusesASignatureOfAnotherSize() {
    Sign1 parsed = Sign1.parse(replaced(3, new ByteString(Bytes.of(new byte[63]))), TYP).orFault();

    assertEquals(Outcome.refused(CoseRefusal.BAD_SIGNATURE), parsed.verify(signer.publicKey()));
  }

  @Test
  void refusesHeadersOutsideTheProfile() {
    String typ = "10" + Cbor.encode(CborItem.text(TYP)).hex();
    assertRefused(CoseRefusal.NO_ALGORITHM, replaced(0, new ByteString(NO_BYTES)));
    assertRefused(CoseRefusal.NO_ALGORITHM, replaced(0, new ByteString(Bytes.fromHex("a0"))));
    assertRefused(CoseRefusal.NO_ALGORITHM, withHeader("a204", kid(), typ));
    assertRefused(CoseRefusal.UNKNOWN_ALGORITHM, withHeader("a3013822" + "04", kid(), typ));
    assertRefused(CoseRefusal.UNKNOWN_ALGORITHM, withHeader("a3010104", kid(), typ));
    assertRefused(CoseRefusal.BAD_HEADER, replaced(0, new ByteString(Bytes.fromHex("a10126"))));
    assertRefused(CoseRefusal.BAD_HEADER, withHeader("a40126030004", kid(), typ));
    assertRefused(CoseRefusal.BAD_HEADER, replaced(0, new ByteString(Bytes.fromHex("01"))));
    assertRefused(CoseRefusal.BAD_KEY_ID, withHeader("a3012604", "4131", typ));
    assertRefused(CoseRefusal.NOT_CBOR, replaced(0, new ByteString(Bytes.fromHex("a1"))));
    assertRefused(
        CoseRefusal.UNPROTECTED_HEADER,
        replaced(1, new CborMap(List.of(new CborMap.Entry(new Uint(4), new ByteString(PAYLOAD))))));
  }

  @Test
  void refusesOtherStructures() {
    CborArray fields = fields();
    assertRefused(CoseRefusal.WRONG_STRUCTURE, Cbor.encode(fields));
    assertRefused(CoseRefusal.WRONG_STRUCTURE, Cbor.encode(new Tagged(17, fields)));
    assertRefused(
        CoseRefusal.WRONG_STRUCTURE,
        Cbor.encode(new Tagged(18, new CborArray(fields.items().subList(0, 3)))));
    assertRefused(CoseRefusal.WRONG_STRUCTURE, replaced(0, new Uint(0)));
    assertRefused(CoseRefusal.WRONG_STRUCTURE, replaced(1, new Uint(0)));
    assertRefused(CoseRefusal.WRONG_PAYLOAD, replaced(2, new Uint(0)));
    assertRefused(CoseRefusal.WRONG_STRUCTURE, replaced(3, new Uint(0)));
    assertRefused(CoseRefusal.NOT_CBOR, Bytes.fromHex("ff"));
    assertRefused(CoseRefusal.TOO_LARGE, Bytes.of(new byte[Sign1.LARGEST + 1]));
  }

  @Test
  void neverThrowsForMutatedBytes() {
    Bytes encoded = Sign1.sign(signer, TYP, PAYLOAD);
    var mutations = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = encoded.toArray();
      for (int changes = 1 + mutations.nextInt(4); changes > 0; changes--) {
        bytes[mutations.nextInt(bytes.length)] = (byte) mutations.nextInt();
      }
      if (Sign1.parse(Bytes.of(bytes), TYP) instanceof Outcome.Passed<Sign1, ?>(Sign1 parsed)) {
        assertEquals(Bytes.of(bytes), parsed.encoded());
      }
    }
  }

  private String kid() {
    return "5820" + signer.publicKey().thumbprint().value().hex();
  }

  private Bytes withHeader(String start, String kid, String end) {
    return replaced(0, new ByteString(Bytes.fromHex(start + kid + end)));
  }

  private CborArray fields() {
    CborItem item =
        Cbor.decode(Sign1.sign(signer, TYP, PAYLOAD), new CborLimits(1024, 4, 20)).orFault();
    return (CborArray) ((Tagged) item).content();
  }

  private Bytes replaced(int field, CborItem with) {
    List<CborItem> changed = new ArrayList<>(fields().items());
    changed.set(field, with);
    return Cbor.encode(new Tagged(18, new CborArray(changed)));
  }

  private static void assertRefused(CoseRefusal expected, Bytes encoded) {
    assertEquals(Outcome.refused(expected), Sign1.parse(encoded, TYP).map(Sign1::payload));
  }
}
