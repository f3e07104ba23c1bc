package dev.portcullis.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignedPolicyTest {

  private static final Signer FIRST = PolicyText.key(Algorithm.ES256, "first");
  private static final Signer SECOND = PolicyText.key(Algorithm.EDDSA, "second");
  private static final Signer THIRD = PolicyText.key(Algorithm.ES256, "third");
  private static final Signer STRANGER = PolicyText.key(Algorithm.ES256, "stranger");
  private static final SigningAuthority TWO_OF_THREE =
      new SigningAuthority(List.of(FIRST.publicKey(), SECOND.publicKey(), THIRD.publicKey()), 2);
  private static final Bytes JSON = PolicyText.json();

  private static Bytes signatures(Bytes... signed) {
    var items = new ArrayList<CborItem>();
    for (Bytes each : signed) {
      items.add(CborItem.bytes(each));
    }
    return Cbor.encode(new CborItem.CborArray(items));
  }

  private static Bytes by(Signer signer) {
    return Sign1.signDetached(signer, SignedPolicy.TYPE, JSON);
  }

  private static PolicyRefusal refusal(Bytes json, Bytes signatures) {
    var outcome = SignedPolicy.verify(json, signatures, TWO_OF_THREE).map(_ -> "taken");
    return assertInstanceOf(
        PolicyRefusal.class, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  @Test
  void aFileHoldsPoliciesAndTheirSignatures() {
    var signed =
        SignedPolicy.verify(JSON, signatures(by(FIRST), by(SECOND)), TWO_OF_THREE).orFault();
    var file = KeptPoliciesCodec.encode(List.of(signed, signed));
    var one = new UnverifiedPolicy(signed.json(), signed.signatures());
    assertEquals(List.of(one, one), KeptPoliciesCodec.decode(file).orFault());
    assertEquals(JSON, one.verify(TWO_OF_THREE).orFault().json());
  }

  @Test
  void aFileThatHoldsSomethingElseIsRefused() {
    var part = CborItem.bytes(JSON);
    var file = Cbor.encode(CborItem.CborArray.of(CborItem.CborArray.of(part, part)));
    for (Bytes strange :
        List.of(
            Bytes.empty(),
            JSON,
            file.slice(0, file.size() - 1),
            Cbor.encode(CborItem.CborArray.of()),
            Cbor.encode(CborItem.CborArray.of(part, part)),
            Cbor.encode(CborItem.CborArray.of(CborItem.CborArray.of(part))),
            Cbor.encode(CborItem.CborArray.of(CborItem.CborArray.of(part, CborItem.uint(1)))))) {
      assertInstanceOf(Outcome.Refused.class, KeptPoliciesCodec.decode(strange), strange.hex());
    }
  }

  @Test
  void takesWhatAThresholdSigned() {
    for (Bytes signatures :
        List.of(
            signatures(by(FIRST), by(SECOND)),
            signatures(by(THIRD), by(STRANGER), by(FIRST)),
            signatures(by(FIRST), by(SECOND), by(THIRD)))) {
      var signed = SignedPolicy.verify(JSON, signatures, TWO_OF_THREE).orFault();
      assertEquals(5, signed.policy().sequence());
      assertEquals(JSON, signed.json());
    }
  }

  @Test
  void countsOneKeyOnceHoweverOftenItSigned() {
    assertEquals(
        new PolicyRefusal.TooFewSignatures(1, 2),
        refusal(JSON, signatures(by(FIRST), by(FIRST), by(FIRST))));
  }

  @Test
  void countsNoStranger() {
    assertEquals(
        new PolicyRefusal.TooFewSignatures(1, 2),
        refusal(JSON, signatures(by(FIRST), by(STRANGER))));
    assertEquals(new PolicyRefusal.TooFewSignatures(0, 2), refusal(JSON, signatures()));
  }

  @Test
  void refusesEachAlteredByte() {
    var signatures = signatures(by(FIRST), by(SECOND));
    for (int i = 0; i < JSON.size(); i += 37) {
      byte[] altered = JSON.toArray();
      altered[i] ^= 0x20;
      assertEquals(
          new PolicyRefusal.TooFewSignatures(0, 2), refusal(Bytes.of(altered), signatures));
    }
    assertEquals(
        new PolicyRefusal.TooFewSignatures(0, 2),
        refusal(Bytes.concat(JSON, Bytes.utf8("\n")), signatures),
        "another line break is another policy");
  }

  @Test
  void refusesASignatureForSomethingElse() {
    var asCommand = Sign1.signDetached(SECOND, "portcullis/command/1", JSON);
    assertEquals(
        new PolicyRefusal.TooFewSignatures(1, 2), refusal(JSON, signatures(by(FIRST), asCommand)));
    var attached = Sign1.sign(SECOND, SignedPolicy.TYPE, JSON);
    assertEquals(
        new PolicyRefusal.TooFewSignatures(1, 2),
        refusal(JSON, signatures(by(FIRST), attached.slice(0, 200))));
  }

  @Test
  void refusesListsThatAreNone() {
    for (Bytes strange :
        List.of(
            Bytes.empty(),
            Bytes.utf8("signed: me"),
            by(FIRST),
            Cbor.encode(CborItem.CborArray.of(CborItem.text("signature"))),
            Bytes.concat(signatures(by(FIRST), by(SECOND)), Bytes.of((byte) 0)))) {
      assertInstanceOf(PolicyRefusal.UnreadableSignatures.class, refusal(JSON, strange));
    }
    var many = new Bytes[17];
    Arrays.fill(many, by(FIRST));
    assertInstanceOf(PolicyRefusal.UnreadableSignatures.class, refusal(JSON, signatures(many)));
  }

  @Test
  void refusesMoreBytesThanAPolicyMayHaveBeforeLookingAtThem() {
    var large = Bytes.of(new byte[SignedPolicy.MAX_SIZE + 1]);
    assertEquals(new PolicyRefusal.TooLarge(large.size()), refusal(large, Bytes.empty()));
  }

  @Test
  void readsTheJsonOnlyOnceItIsSigned() {
    var notJson = Bytes.utf8("{");
    assertEquals(new PolicyRefusal.TooFewSignatures(0, 2), refusal(notJson, signatures()));
    var signed =
        signatures(
            Sign1.signDetached(FIRST, SignedPolicy.TYPE, notJson),
            Sign1.signDetached(SECOND, SignedPolicy.TYPE, notJson));
    assertInstanceOf(PolicyRefusal.Unreadable.class, refusal(notJson, signed));
  }

  @Test
  void everyRefusalSaysWhatIsWrong() {
    assertTrue(new PolicyRefusal.Rollback(3, 4).explanation().contains("not newer"));
    assertTrue(new PolicyRefusal.TooFewSignatures(1, 2).explanation().contains("1 of 2"));
  }

  @Test
  void anAuthorityThatNobodyOrAnybodyIsCannotBeMade() {
    var one = List.of(FIRST.publicKey());
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(one, 0));
    assertThrows(IllegalArgumentException.class, () -> new SigningAuthority(one, 2));
  }
}
