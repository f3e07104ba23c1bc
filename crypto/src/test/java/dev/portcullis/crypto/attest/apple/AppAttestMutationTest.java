package dev.portcullis.crypto.attest.apple;

import static dev.portcullis.crypto.attest.apple.SimulatedApple.CLIENT_DATA;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.ISSUER;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.KEY;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.NOW;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.attested;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.certified;
import static dev.portcullis.crypto.testing.CborMembers.doubled;
import static dev.portcullis.crypto.testing.CborMembers.with;
import static dev.portcullis.crypto.testing.CborMembers.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A valid object with one thing removed, changed or doubled. Where it is something that the device
 * says, the certificate vouches for the change: it is refused nevertheless.
 */
final class AppAttestMutationTest {

  private static final CborItem X5C = CborItem.text("x5c");
  private static final CborItem STATEMENT = CborItem.text("attStmt");
  private static final CborItem AUTH_DATA = CborItem.text("authData");
  private static final CborItem TEXT = CborItem.text("text");
  private static final CborItem BYTES = CborItem.bytes(Bytes.utf8("bytes"));

  private static final int FLAGS = 32;
  private static final int COUNTER = 33;
  private static final int AUTHENTICATOR = 37;
  private static final int LENGTH = 53;
  private static final int IDENTIFIER = 55;
  private static final int COSE_KEY = 87;

  @Test
  void theObjectThatIsChangedHereIsValid() {
    assertTrue(passes(Cbor.encode(members())));
    assertEquals(164, data().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmt", "attStmt", "authData"})
  void refusesAnObjectWithoutAMemberWithAnotherOrWithOneTwice(String name) {
    var key = CborItem.text(name);
    var entry = new CborMap.Entry(key, members().get(key).orElseThrow());

    assertRefused(AttestationRefusal.MALFORMED, without(members(), key));
    for (var other : List.of(CborItem.NULL, TEXT, CborItem.uint(1), CborMap.empty())) {
      assertRefused(AttestationRefusal.MALFORMED, with(members(), key, other));
    }
    assertRefused(AttestationRefusal.MALFORMED, with(members(), key, BYTES));
    assertRefused(AttestationRefusal.DUPLICATE_MEMBER, doubled(members(), entry));
  }

  @ParameterizedTest
  @CsvSource({"x5c, BAD_CHAIN", "receipt, MALFORMED"})
  void refusesAStatementWithoutAMemberWithAnotherOrWithOneTwice(
      String name, AttestationRefusal why) {
    var key = CborItem.text(name);
    var entry = new CborMap.Entry(key, statement().get(key).orElseThrow());

    assertRefused(AttestationRefusal.MALFORMED, stating(without(statement(), key)));
    for (var other : List.of(CborItem.NULL, TEXT, CborItem.uint(1), CborArray.of(TEXT))) {
      assertRefused(why, stating(with(statement(), key, other)));
    }
    var twice = doubled(statement(), entry);
    assertRefused(
        AttestationRefusal.DUPLICATE_MEMBER,
        Bytes.fromHex(
            Cbor.encode(members()).hex().replace(Cbor.encode(statement()).hex(), twice.hex())));
  }

  @Test
  void refusesMembersThatNobodyKnows() {
    assertRefused(AttestationRefusal.MALFORMED, with(members(), TEXT, BYTES));
    assertRefused(AttestationRefusal.MALFORMED, stating(with(statement(), TEXT, BYTES)));
    assertRefused(
        AttestationRefusal.MALFORMED,
        stating(with(statement(), CborItem.text("receipt"), CborItem.bytes(Bytes.empty()))));
  }

  @Test
  void aReceiptIsForApplesServersAndCouldBeAnyBytes() {
    assertTrue(passes(Cbor.encode(stating(with(statement(), CborItem.text("receipt"), BYTES)))));
  }

  @Test
  void refusesAuthenticatorDataThatTheCertificateDoesNotVouchFor() {
    for (int at = 0; at < data().size(); at++) {
      var changed = with(members(), AUTH_DATA, CborItem.bytes(changed(at, 0x01)));

      assertFalse(passes(Cbor.encode(changed)), "at " + at);
    }
  }

  @Test
  void refusesEveryChangeToWhatTheDeviceSays() {
    for (int at = 0; at < data().size(); at++) {
      if (at != FLAGS) {
        assertFalse(passes(certified(changed(at, 0x01))), "at " + at);
      }
    }
    assertDataRefused(AttestationRefusal.NOT_LISTED, changed(0, 0x80));
    assertDataRefused(AttestationRefusal.MALFORMED, changed(FLAGS, 0x40));
    assertDataRefused(AttestationRefusal.COUNTER_NOT_RISEN, changed(COUNTER, 0x80));
    assertDataRefused(AttestationRefusal.COUNTER_NOT_RISEN, changed(COUNTER + 3, 0x01));
    assertDataRefused(AttestationRefusal.WRONG_ENVIRONMENT, changed(AUTHENTICATOR, 0x20));
    assertDataRefused(AttestationRefusal.WRONG_ENVIRONMENT, changed(LENGTH - 1, 0x01));
    assertDataRefused(AttestationRefusal.MALFORMED, changed(LENGTH, 0x01));
    assertDataRefused(AttestationRefusal.BAD_CONFIRMATION_KEY, changed(IDENTIFIER, 0x01));
    assertDataRefused(AttestationRefusal.MALFORMED, changed(COSE_KEY, 0x80));
    assertDataRefused(AttestationRefusal.BAD_CONFIRMATION_KEY, changed(data().size() - 1, 0x01));
  }

  @Test
  void refusesDataThatEndEarlyOrLate() {
    for (int size = 0; size < data().size(); size++) {
      assertDataRefused(AttestationRefusal.MALFORMED, data().slice(0, size));
    }
    for (String more : List.of("00", "80", "a0a0", "a0ff", "a161", "a201010102")) {
      assertFalse(passes(certified(Bytes.concat(data(), Bytes.fromHex(more)))), "with " + more);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, -1, -2, -3})
  void refusesACredentialWhoseKeyIsNotTheCertificates(int label) {
    var key = CborItem.integer(label);
    var cose = AppAttestIssuer.coseKey(KEY);
    var entry = new CborMap.Entry(key, cose.get(key).orElseThrow());

    assertKeyRefused(AttestationRefusal.BAD_CONFIRMATION_KEY, Cbor.encode(without(cose, key)));
    for (var other : List.of(CborItem.NULL, TEXT, BYTES, CborItem.uint(9))) {
      assertKeyRefused(
          AttestationRefusal.BAD_CONFIRMATION_KEY, Cbor.encode(with(cose, key, other)));
    }
    assertKeyRefused(AttestationRefusal.DUPLICATE_MEMBER, doubled(cose, entry));
  }

  @Test
  void refusesACredentialWithAPrivatePartOrALongerCoordinate() {
    var cose = AppAttestIssuer.coseKey(KEY);
    var longer = CborItem.bytes(Bytes.concat(Bytes.of((byte) 0), KEY.x()));

    assertKeyRefused(
        AttestationRefusal.BAD_CONFIRMATION_KEY,
        Cbor.encode(with(cose, CborItem.integer(-4), BYTES)));
    assertKeyRefused(
        AttestationRefusal.BAD_CONFIRMATION_KEY,
        Cbor.encode(with(cose, CborItem.integer(-2), longer)));
  }

  @Test
  void refusesACertificateThatIsBoundToNothingOrOtherwise() {
    var wrapped = nonce().value();
    for (Bytes content :
        List.of(
            wrapped,
            Bytes.concat(Bytes.fromHex("0420"), wrapped),
            Bytes.concat(Bytes.fromHex("3024a2220420"), wrapped),
            Bytes.concat(Bytes.fromHex("3024a1220420"), wrapped, Bytes.of((byte) 0)),
            Bytes.concat(Bytes.fromHex("308124a1220420"), wrapped))) {
      assertRefused(
          AttestationRefusal.WRONG_CHALLENGE,
          certifiedAs(Map.of(AppAttestFormat.NONCE_EXTENSION, content)));
    }
    assertRefused(AttestationRefusal.WRONG_CHALLENGE, certifiedAs(Map.of()));
    assertTrue(
        passes(
            certifiedAs(
                Map.of(
                    AppAttestFormat.NONCE_EXTENSION,
                    Bytes.concat(AppAttestFormat.NONCE_WRAPPING, wrapped)))));
  }

  @Test
  void refusesACertificateWhoseKeyIsOfAnotherKind() {
    var p384 = SimulatedApple.p384().publicKey();
    var leaf =
        SimulatedApple.INTERMEDIATE.issue(
            new SoftwareAuthority.Subject("p384", p384, NOW, NOW.plus(Duration.ofDays(1))),
            Map.of(
                AppAttestFormat.NONCE_EXTENSION,
                Bytes.concat(AppAttestFormat.NONCE_WRAPPING, nonce().value())));

    assertRefused(
        AttestationRefusal.WRONG_KEY_KIND,
        AppAttestIssuer.members(
            List.of(leaf, SimulatedApple.INTERMEDIATE.chain().getFirst()), data()));
  }

  @Test
  void refusesCertificatesThatAreMissingMixedOrNotAChain() {
    var chain = ISSUER.chain(KEY, nonce(), NOW);
    var leaf = chain.get(0);
    var intermediate = chain.get(1);
    var root = SimulatedApple.ROOT.chain().getFirst();

    assertTrue(passes(withChain(leaf, intermediate, root)));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain());
    assertRefused(AttestationRefusal.UNKNOWN_ROOT, withChain(leaf));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(leaf, root));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(intermediate, leaf));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(intermediate, root));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(leaf, leaf, intermediate));
    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(leaf, Bytes.utf8("none")));
  }

  @Test
  void refusesACertificateThatAnAttestedKeyIssued() {
    var chain = ISSUER.chain(KEY, nonce(), NOW);
    var forger =
        SoftwareAuthority.root(
            AppAttestKey.identifier(KEY).hex(),
            SimulatedApple.DEVICE_KEY,
            NOW,
            NOW.plus(Duration.ofDays(1)));
    var leaf =
        forger.issue(
            new SoftwareAuthority.Subject(
                "forged", VerificationKey.of(KEY), NOW, NOW.plus(Duration.ofDays(1))),
            Map.of(
                AppAttestFormat.NONCE_EXTENSION,
                Bytes.concat(AppAttestFormat.NONCE_WRAPPING, nonce().value())));

    assertRefused(AttestationRefusal.BAD_CHAIN, withChain(leaf, chain.get(0), chain.get(1)));
  }

  @Test
  void noBitOfAnObjectMayChange() {
    var random = new Random(61);
    byte[] object = Cbor.encode(members()).toArray();
    int receipt = Cbor.encode(members()).hex().indexOf(Bytes.utf8("no receipt").hex()) / 2;
    for (int i = 0; i < 400; i++) {
      int at = random.nextInt(object.length);
      byte[] changed = object.clone();
      changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));

      assertTrue((at >= receipt && at < receipt + 10) || !passes(Bytes.of(changed)), "at " + at);
    }
  }

  private static Bytes data() {
    return AppAttestIssuer.authenticatorData(attested());
  }

  private static Digest nonce() {
    return Digest.of(Bytes.concat(data(), Digest.of(CLIENT_DATA).value()));
  }

  private static Bytes changed(int at, int bits) {
    byte[] data = data().toArray();
    data[at] ^= (byte) bits;
    return Bytes.of(data);
  }

  private static CborMap members() {
    return SimulatedApple.members(data());
  }

  private static CborMap statement() {
    return (CborMap) members().get(STATEMENT).orElseThrow();
  }

  private static CborMap stating(CborMap statement) {
    return with(members(), STATEMENT, statement);
  }

  private static Bytes withChain(Bytes... certificates) {
    var items = List.of(certificates).stream().<CborItem>map(CborItem::bytes).toList();
    return Cbor.encode(stating(with(statement(), X5C, new CborArray(items))));
  }

  private static Bytes certifiedAs(Map<String, Bytes> extensions) {
    var leaf =
        SimulatedApple.INTERMEDIATE.issue(
            new SoftwareAuthority.Subject(
                "leaf", VerificationKey.of(KEY), NOW, NOW.plus(Duration.ofDays(1))),
            extensions);
    return withChain(leaf, SimulatedApple.INTERMEDIATE.chain().getFirst());
  }

  private static void assertKeyRefused(AttestationRefusal why, Bytes coseKey) {
    assertDataRefused(why, Bytes.concat(data().slice(0, COSE_KEY), coseKey));
  }

  private static void assertDataRefused(AttestationRefusal why, Bytes data) {
    assertRefused(why, certified(data));
  }

  private static void assertRefused(AttestationRefusal why, CborMap members) {
    assertRefused(why, Cbor.encode(members));
  }

  private static void assertRefused(AttestationRefusal why, Bytes object) {
    assertEquals(
        Outcome.refused(why),
        SimulatedApple.appraiser().appraise(object, SimulatedApple.occasion()));
  }

  private static boolean passes(Bytes object) {
    return SimulatedApple.appraiser().appraise(object, SimulatedApple.occasion())
        instanceof Outcome.Passed;
  }
}
