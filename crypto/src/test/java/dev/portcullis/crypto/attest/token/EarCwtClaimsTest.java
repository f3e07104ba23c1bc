package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.token.CborEars.CLAIMS;
import static dev.portcullis.crypto.attest.token.CborEars.CNF;
import static dev.portcullis.crypto.attest.token.CborEars.ES256;
import static dev.portcullis.crypto.attest.token.CborEars.EXP;
import static dev.portcullis.crypto.attest.token.CborEars.EXPIRES;
import static dev.portcullis.crypto.attest.token.CborEars.PHONE;
import static dev.portcullis.crypto.attest.token.CborEars.SUBMODS;
import static dev.portcullis.crypto.attest.token.CborEars.VERIFIER;
import static dev.portcullis.crypto.attest.token.CborEars.said;
import static dev.portcullis.crypto.attest.token.CborEars.token;
import static dev.portcullis.crypto.attest.token.CborEars.with;
import static dev.portcullis.crypto.attest.token.CborEars.without;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.NegativeInt;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed EAR in CBOR, and what becomes of it with each claim wrong in turn. */
final class EarCwtClaimsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no claims
        "80", // an array
        "a0ff", // something behind them
        "a10100ff",
        "a141000a", // a key of bytes
        "a1f600", // a key that is null
        "a104fb41da870a4b000000", // a date with a fraction
        "a104f93e00"
      })
  void refusesClaimsThatAreNoMapOfNamesAndNumbers(String claims) {
    var token = Cwt.sign(VERIFIER, Cbor.encode(ES256), CborMap.empty(), Bytes.fromHex(claims));
    assertEquals("MALFORMED", said(token));
  }

  @Test
  void refusesAClaimNamedTwiceAtAnyDepthInAnySpelling() {
    for (String claims :
        List.of("a201000100", "bf0100180100ff", "a20100190001f6", "a1190109a2616100616100")) {
      var token = Cwt.sign(VERIFIER, Cbor.encode(ES256), CborMap.empty(), Bytes.fromHex(claims));
      assertEquals("DUPLICATE_MEMBER", said(token));
    }
    var header = Bytes.fromHex("a201260126");
    assertEquals(
        "DUPLICATE_MEMBER", said(Cwt.sign(VERIFIER, header, CborMap.empty(), Cbor.encode(CLAIMS))));
  }

  @Test
  void refusesDeepNesting() {
    var deep = Bytes.fromHex("a100" + "81".repeat(8) + "00");
    assertEquals("TOO_DEEP", said(Cwt.sign(VERIFIER, Cbor.encode(ES256), CborMap.empty(), deep)));
  }

  @Test
  void refusesNumbersThatFitNoDate() {
    for (CborItem date :
        List.of(
            new Uint(-1),
            new NegativeInt(-1),
            new NegativeInt(0),
            CborItem.text("1780275600"),
            new Tagged(1, CborItem.integer(EXPIRES.getEpochSecond())),
            CborItem.NULL)) {
      assertEquals("BAD_TIME", said(token(ES256, with(CLAIMS, EXP, date))));
    }
  }

  @Test
  void aTierIsItsCodeAndNoName() {
    assertEquals("accepted", said(withStatus(CborItem.integer(2))));
    assertEquals("NOT_AFFIRMING", said(withStatus(CborItem.integer(0))));
    assertEquals("NOT_AFFIRMING", said(withStatus(CborItem.integer(32))));
    assertEquals("NOT_AFFIRMING", said(withStatus(CborItem.integer(96))));
    for (CborItem other :
        List.of(CborItem.text("affirming"), CborItem.integer(3), new Uint(-1), CborItem.NULL)) {
      assertEquals("BAD_APPRAISAL", said(withStatus(other)));
    }
  }

  @Test
  void refusesAConfirmationKeyThatIsNoSecretAnyMore() {
    var key = PHONE.publicKey().item();
    assertEquals(
        "PRIVATE_CONFIRMATION_KEY",
        said(confirming(with(key, -4, CborItem.bytes(Bytes.of(new byte[32]))))));
    var symmetric = with(with(CborMap.empty(), 1, CborItem.integer(4)), -1, CborItem.NULL);
    assertEquals("PRIVATE_CONFIRMATION_KEY", said(confirming(symmetric)));
  }

  @Test
  void refusesAConfirmationKeyInAnotherSpelling() {
    var key = PHONE.publicKey().item();
    assertEquals("accepted", said(confirming(key)));
    for (CborMap other :
        List.of(
            with(key, 2, CborItem.bytes(Bytes.utf8("kid"))),
            with(key, 3, CborItem.integer(-7)),
            // A compressed point: only the sign of y.
            with(key, -3, new CborItem.Simple(21)),
            with(key, -1, CborItem.integer(2)),
            with(key, -2, CborItem.bytes(Bytes.of(new byte[32]))),
            CborMap.empty())) {
      assertEquals("BAD_CONFIRMATION_KEY", said(confirming(other)));
    }
    var kid = with(CborMap.empty(), 3, CborItem.bytes(Bytes.utf8("a key id")));
    assertEquals("NO_CONFIRMATION_KEY", said(token(ES256, with(CLAIMS, CNF, kid))));
    var encrypted = with(kid, 2, CborItem.bytes(Bytes.utf8("a key")));
    assertEquals("NO_CONFIRMATION_KEY", said(token(ES256, with(CLAIMS, CNF, encrypted))));
  }

  @Test
  void theJsonNamesOfClaimsDoNotCount() {
    var claims = without(CLAIMS, EXP);
    var named = new ArrayList<>(claims.entries());
    named.add(new CborMap.Entry(CborItem.text("exp"), CborItem.integer(EXPIRES.getEpochSecond())));
    assertEquals("NO_EXPIRY", said(token(ES256, CborMap.sorted(named))));
  }

  private static Bytes withStatus(CborItem status) {
    var appraisal = with(CborMap.empty(), 1000, status);
    var submodules = new CborMap(List.of(new CborMap.Entry(CborItem.text("app"), appraisal)));
    return token(ES256, with(CLAIMS, SUBMODS, submodules));
  }

  private static Bytes confirming(CborMap key) {
    return token(ES256, with(CLAIMS, CNF, with(CborMap.empty(), 1, key)));
  }
}
