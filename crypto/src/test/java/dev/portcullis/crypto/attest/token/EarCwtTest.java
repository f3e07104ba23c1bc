package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.CborEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.CborEars.CNF;
import static dev.portcullis.crypto.attest.token.CborEars.EARS;
import static dev.portcullis.crypto.attest.token.CborEars.ES256;
import static dev.portcullis.crypto.attest.token.CborEars.EXP;
import static dev.portcullis.crypto.attest.token.CborEars.EXPIRES;
import static dev.portcullis.crypto.attest.token.CborEars.FORM;
import static dev.portcullis.crypto.attest.token.CborEars.ISSUED;
import static dev.portcullis.crypto.attest.token.CborEars.OCCASION;
import static dev.portcullis.crypto.attest.token.CborEars.PHONE;
import static dev.portcullis.crypto.attest.token.CborEars.SUBMODS;
import static dev.portcullis.crypto.attest.token.CborEars.VERDICT;
import static dev.portcullis.crypto.attest.token.CborEars.VERIFIER;
import static dev.portcullis.crypto.attest.token.CborEars.issuer;
import static dev.portcullis.crypto.attest.token.CborEars.item;
import static dev.portcullis.crypto.attest.token.CborEars.said;
import static dev.portcullis.crypto.attest.token.CborEars.sign1;
import static dev.portcullis.crypto.attest.token.CborEars.token;
import static dev.portcullis.crypto.attest.token.CborEars.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upokecenter.cbor.CBORObject;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.SigStructure;
import dev.portcullis.crypto.signature.Scheme;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.signature.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One genuine EAR in CBOR, and what becomes of its structure and header with each thing wrong. */
final class EarCwtTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @EnumSource(EarProfile.class)
  void appraisesAGenuineToken(EarProfile profile) {
    var form = new EarForm(TokenEncoding.CWT, profile);
    var attestation = issuer(form).issue(VERDICT, ISSUED, EXPIRES);
    var ears = Policies.ear(TokenEncoding.CWT, Policies.verifier(form, VERIFIER).made());
    assertEquals(ears.format(), attestation.format());
    var result = ears.appraise(attestation.result(), OCCASION).orFault();
    assertEquals(new Confirmation.OfKey(PHONE.publicKey()), result.confirmation());
    assertEquals(EXPIRES, result.expiresAt());
  }

  @Test
  void anIndependentImplementationReadsWhatWeIssue() throws GeneralSecurityException {
    var token = issuer(FORM).issue(VERDICT, ISSUED, EXPIRES).result();
    var sign1 = CBORObject.DecodeFromBytes(token.toArray());
    assertTrue(sign1.HasMostOuterTag(18));
    var header = CBORObject.DecodeFromBytes(sign1.get(0).GetByteString());
    assertEquals(-7, header.get(1).AsInt32());
    var claims = CBORObject.DecodeFromBytes(sign1.get(2).GetByteString());
    assertEquals(EXPIRES.getEpochSecond(), claims.get(EXP).AsInt64Value());
    assertEquals("tag:ietf.org,2026:rats/ear#03", claims.get(265).AsString());
    assertEquals(2, claims.get(SUBMODS).get("app").get(1000).AsInt32());
    assertEquals(PHONE.publicKey().encoded(), Bytes.of(claims.get(CNF).get(1).EncodeToBytes()));

    var signed =
        CBORObject.NewArray()
            .Add("Signature1")
            .Add(sign1.get(0).GetByteString())
            .Add(new byte[0])
            .Add(sign1.get(2).GetByteString());
    var verifier = VerificationKey.of(VERIFIER.publicKey());
    var jdk = Signature.getInstance("SHA256withECDSAinP1363Format");
    jdk.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(verifier.encoded().toArray())));
    jdk.update(signed.EncodeToBytes());
    assertTrue(jdk.verify(sign1.get(3).GetByteString()));
  }

  @Test
  void theTagOfTheStructureMayBeThereAndThatOfATokenOnlyBeforeIt() {
    var structure = ((Tagged) item(token(ES256, CLAIMS))).content();
    for (CborItem accepted :
        List.of(structure, new Tagged(18, structure), new Tagged(61, new Tagged(18, structure)))) {
      assertEquals("accepted", said(Cbor.encode(accepted)));
    }
    for (CborItem refused :
        List.of(
            new Tagged(61, structure),
            new Tagged(61, new Tagged(61, new Tagged(18, structure))),
            new Tagged(18, new Tagged(18, structure)),
            new Tagged(18, new Tagged(61, structure)),
            new Tagged(98, structure),
            new Tagged(55799, new Tagged(18, structure)))) {
      assertEquals("MALFORMED", said(Cbor.encode(refused)));
    }
  }

  @Test
  void refusesASecretThatWouldHaveToBeInEveryCar() {
    var structure = ((Tagged) item(token(ES256, CLAIMS))).content();
    assertEquals("SHARED_SECRET", said(Cbor.encode(new Tagged(17, structure))));
    for (int hmac = 4; hmac <= 7; hmac++) {
      var header = with(ES256, 1, CborItem.integer(hmac));
      assertEquals("SHARED_SECRET", said(token(header, CLAIMS)));
    }
  }

  @Test
  void refusesAStructureThatIsNoSign1() {
    var parts = ((CborArray) ((Tagged) item(token(ES256, CLAIMS))).content()).items();
    assertEquals("MALFORMED", said(sign1(parts.subList(0, 3))));
    var five = new ArrayList<>(parts);
    five.add(CborItem.NULL);
    assertEquals("MALFORMED", said(sign1(five)));
    for (int i = 0; i < parts.size(); i++) {
      var changed = new ArrayList<>(parts);
      changed.set(i, CborItem.NULL);
      assertEquals("MALFORMED", said(sign1(changed)));
    }
    assertEquals("MALFORMED", said(Cbor.encode(CLAIMS)));
    assertEquals("MALFORMED", said(Bytes.empty()));
    assertEquals("MALFORMED", said(Bytes.concat(token(ES256, CLAIMS), Bytes.of((byte) 0))));
    var whole = token(ES256, CLAIMS);
    assertEquals("MALFORMED", said(whole.slice(0, whole.size() - 1)));
    assertEquals("TOO_LARGE", said(Bytes.of(new byte[EarFormat.MAX_SIZE + 1])));
  }

  static Stream<Long> parametersWithKeys() {
    return Stream.of(2L, 32L, 33L, 34L, 35L);
  }

  @ParameterizedTest
  @MethodSource("parametersWithKeys")
  void refusesAHeaderThatBringsItsKey(long parameter) {
    var value = CborItem.bytes(Bytes.of((byte) 1));
    assertEquals("KEY_IN_HEADER", said(token(with(ES256, parameter, value), CLAIMS)));
    assertEquals(
        "KEY_IN_HEADER",
        said(token(ES256, with(CborMap.empty(), parameter, value), Cbor.encode(CLAIMS))));
  }

  @Test
  void refusesWhatIsOutsideTheSignatureExceptAKeyIdThatDecidesNothing() {
    var claims = Cbor.encode(CLAIMS);
    var kid = with(CborMap.empty(), 4, CborItem.bytes(Bytes.utf8("any")));
    assertEquals("accepted", said(token(ES256, kid, claims)));
    var alg = with(CborMap.empty(), 1, CborItem.integer(-7));
    assertEquals("BAD_HEADER", said(token(ES256, alg, claims)));
    assertEquals(
        List.of("BAD_HEADER", "ALGORITHM_NOT_ALLOWED"),
        failures(token(CborMap.empty(), alg, claims)));
    assertEquals(
        "BAD_HEADER",
        said(token(with(ES256, 4, CborItem.bytes(Bytes.utf8("other"))), kid, claims)));
    assertEquals("BAD_HEADER", said(token(ES256, with(kid, 16, CborItem.text("eat+cwt")), claims)));
  }

  @Test
  void aTypeIsThatOfAToken() {
    for (CborItem type :
        List.of(
            CborItem.integer(61),
            CborItem.integer(263),
            CborItem.text("application/cwt"),
            CborItem.text("application/eat+cwt; eat_profile=\"tag:ietf.org,2026:rats/ear#03\""))) {
      assertEquals("accepted", said(token(with(ES256, 16, type), CLAIMS)));
      assertEquals("accepted", said(token(with(ES256, 3, type), CLAIMS)));
    }
    for (CborItem type :
        List.of(CborItem.text("portcullis/command/1"), CborItem.text(";"), CborItem.integer(60))) {
      assertEquals("BAD_HEADER", said(token(with(ES256, 16, type), CLAIMS)));
      assertEquals("BAD_HEADER", said(token(with(ES256, 3, type), CLAIMS)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-8, -35, -37, -257, 0, 8, -6})
  void refusesAnAlgorithmThatIsNotPinned(long algorithm) {
    assertEquals(
        "ALGORITHM_NOT_ALLOWED", said(token(with(ES256, 1, CborItem.integer(algorithm)), CLAIMS)));
  }

  @Test
  void appraisesATokenSignedWithP384WhereThatIsPinned() {
    var key = SoftwareKey.generate(SoftwareKey.Kind.P384, RANDOM);
    var pinned = List.of(PinnedKey.of(key.publicKey(), TokenAlgorithm.ES384).orFault());
    var ears =
        Policies.ear(TokenEncoding.CWT, Policies.verifier(FORM, VERIFIER).keys(pinned).made());
    var header = Cbor.encode(with(CborMap.empty(), 1, CborItem.integer(-35)));
    var claims = Cbor.encode(CLAIMS);
    var signed = SigStructure.encoded(header, Bytes.empty(), claims);
    var token =
        sign1(
            List.of(
                CborItem.bytes(header),
                CborMap.empty(),
                CborItem.bytes(claims),
                CborItem.bytes(key.sign(Scheme.ES384, signed))));
    assertTrue(ears.appraise(token, OCCASION) instanceof Outcome.Passed);
    assertEquals("ALGORITHM_NOT_ALLOWED", said(token));
  }

  private static List<String> failures(Bytes token) {
    return EARS.inspect(token, OCCASION).findings().stream()
        .filter(finding -> finding.verdict() instanceof Verdict.Failed)
        .map(finding -> ((Verdict.Failed) finding.verdict()).why().name())
        .toList();
  }
}
