package dev.portcullis.crypto.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DetachedSignaturesTest {

  private static final String TYP = "portcullis/test/1";
  private static final Bytes PAYLOAD = Bytes.utf8("the very bytes");
  private static final SoftwareSigner FIRST = signer(Algorithm.ES256, "first");
  private static final SoftwareSigner SECOND = signer(Algorithm.EDDSA, "second");
  private static final SoftwareSigner THIRD = signer(Algorithm.ES256, "third");
  private static final SoftwareSigner STRANGER = signer(Algorithm.ES256, "stranger");
  private static final List<SoftwareSigner> EVERYBODY = List.of(FIRST, SECOND, THIRD, STRANGER);
  private static final SigningAuthority TWO_OF_THREE =
      new SigningAuthority(List.of(FIRST.publicKey(), SECOND.publicKey(), THIRD.publicKey()), 2);

  @Test
  void passesWithThePayloadWhereAThresholdSigned() {
    assertEquals(Outcome.passed(PAYLOAD), verified(by(FIRST, SECOND)));
    assertEquals(Outcome.passed(PAYLOAD), verified(by(THIRD, STRANGER, FIRST)));
  }

  @Test
  void countsEachKeyOnceAndNoStranger() {
    assertEquals(tooFew(1), verified(by(FIRST, FIRST, FIRST)));
    assertEquals(tooFew(1), verified(by(FIRST, STRANGER)));
    assertEquals(tooFew(0), verified(by()));
  }

  @Test
  void countsExactlyTheDifferentKeysOfTheAuthorityWhateverTheList() {
    var random = new Random(20261122);
    for (int round = 0; round < 60; round++) {
      List<SoftwareSigner> signers = new ArrayList<>();
      Set<Integer> counting = new TreeSet<>();
      int size = random.nextInt(6);
      for (int i = 0; i < size; i++) {
        int who = random.nextInt(EVERYBODY.size());
        signers.add(EVERYBODY.get(who));
        if (who < TWO_OF_THREE.keys().size()) {
          counting.add(who);
        }
      }

      Outcome<Bytes, TooFewSignatures> expected =
          counting.size() < 2 ? tooFew(counting.size()) : Outcome.passed(PAYLOAD);
      assertEquals(expected, verified(DetachedSignatures.sign(signers, TYP, PAYLOAD)));
    }
  }

  @Test
  void aBadSignatureOfAKeyDoesNotSpoilItsGoodOne() {
    Bytes good = Sign1.signDetached(FIRST, TYP, PAYLOAD);
    byte[] bad = good.toArray();
    bad[bad.length - 1] ^= 1;
    Bytes second = Sign1.signDetached(SECOND, TYP, PAYLOAD);

    assertEquals(Outcome.passed(PAYLOAD), verified(list(Bytes.of(bad), good, second)));
    assertEquals(tooFew(1), verified(list(Bytes.of(bad), second)));
  }

  @Test
  void whatIsNoSignatureCountsNothingAndDoesNoHarm() {
    Bytes first = Sign1.signDetached(FIRST, TYP, PAYLOAD);
    Bytes second = Sign1.signDetached(SECOND, TYP, PAYLOAD);
    Bytes attached = Sign1.sign(THIRD, TYP, PAYLOAD);
    Bytes ofTomorrow = Bytes.of(new byte[DetachedSignatures.LARGEST]);

    assertEquals(
        Outcome.passed(PAYLOAD),
        verified(list(attached, Bytes.empty(), first, ofTomorrow, second)));
    assertEquals(tooFew(1), verified(list(attached, first)));
  }

  @Test
  void signsForOneKindAndOnePayload() {
    var signatures = by(FIRST, SECOND);

    assertEquals(tooFew(0), signatures.verify(TWO_OF_THREE, "portcullis/other/1", PAYLOAD));
    assertEquals(tooFew(0), signatures.verify(TWO_OF_THREE, TYP, Bytes.utf8("The very bytes")));
  }

  @Test
  void refusesWhatIsNoListOfByteStrings() {
    assertEquals(refused(CoseRefusal.NOT_CBOR), DetachedSignatures.parse(Bytes.empty()));
    assertEquals(
        refused(CoseRefusal.NOT_CBOR),
        DetachedSignatures.parse(Bytes.concat(by(FIRST).encoded(), Bytes.of((byte) 0))));
    assertEquals(
        refused(CoseRefusal.WRONG_STRUCTURE), DetachedSignatures.parse(Bytes.fromHex("a0")));
    assertEquals(
        refused(CoseRefusal.WRONG_STRUCTURE), DetachedSignatures.parse(Bytes.fromHex("8100")));
  }

  @Test
  void refusesMoreThanItCanHold() {
    assertEquals(
        refused(CoseRefusal.TOO_LARGE),
        DetachedSignatures.parse(encoded(Collections.nCopies(17, Bytes.empty()))));
    assertEquals(
        refused(CoseRefusal.TOO_LARGE),
        DetachedSignatures.parse(
            encoded(List.of(Bytes.of(new byte[DetachedSignatures.LARGEST + 1])))));
    assertEquals(
        refused(CoseRefusal.TOO_LARGE), DetachedSignatures.parse(Bytes.of(new byte[8193])));
  }

  @Test
  void writesWhatItReads() {
    Bytes encoded = by(FIRST, SECOND, THIRD).encoded();

    assertEquals(encoded, DetachedSignatures.parse(encoded).orFault().encoded());
    assertEquals(by(FIRST, SECOND, THIRD), DetachedSignatures.parse(encoded).orFault());
  }

  @Test
  void anAuthorityOfNobodyOfAnybodyOrOfOneKeyTwiceCannotBeMade() {
    var one = List.of(FIRST.publicKey());
    var twice = List.of(FIRST.publicKey(), FIRST.publicKey());

    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(one, 0));
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(one, 2));
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(twice, 2));
  }

  @Test
  void tellsTheKindOfAMessageWithoutProvingIt() {
    Bytes signed = Sign1.sign(FIRST, TYP, PAYLOAD);

    assertEquals(Outcome.passed(TYP), Sign1.typ(signed));
    assertEquals(Outcome.refused(CoseRefusal.NOT_CBOR), Sign1.typ(Bytes.empty()));
    assertEquals(
        Outcome.refused(CoseRefusal.WRONG_STRUCTURE), Sign1.typ(Bytes.fromHex("d28400a0f640")));
  }

  private static Outcome<Bytes, TooFewSignatures> verified(DetachedSignatures signatures) {
    return signatures.verify(TWO_OF_THREE, TYP, PAYLOAD);
  }

  private static DetachedSignatures by(SoftwareSigner... signers) {
    return DetachedSignatures.sign(List.of(signers), TYP, PAYLOAD);
  }

  private static DetachedSignatures list(Bytes... signatures) {
    return DetachedSignatures.parse(encoded(List.of(signatures))).orFault();
  }

  private static Bytes encoded(List<Bytes> signatures) {
    return Cbor.encode(new CborArray(signatures.stream().<CborItem>map(CborItem::bytes).toList()));
  }

  private static Outcome<Bytes, TooFewSignatures> tooFew(int valid) {
    return Outcome.refused(new TooFewSignatures(valid, 2));
  }

  private static Outcome<DetachedSignatures, CoseRefusal> refused(CoseRefusal why) {
    return Outcome.refused(why);
  }

  private static SoftwareSigner signer(Algorithm algorithm, String name) {
    return SoftwareSigner.of(
            algorithm, SecretBytes.takeOver(Digest.of(Bytes.utf8(name)).value().toArray()))
        .orFault();
  }
}
