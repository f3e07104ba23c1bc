package dev.portcullis.crypto.attest.nitro;

import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.ISSUER;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.document;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.members;
import static dev.portcullis.crypto.attest.nitro.SimulatedNitro.signed;
import static dev.portcullis.crypto.testing.CborMembers.doubled;
import static dev.portcullis.crypto.testing.CborMembers.with;
import static dev.portcullis.crypto.testing.CborMembers.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A valid document with one thing removed, changed or doubled, under a signature that holds. */
final class NitroMutationTest {

  private static final CborLimits LIMITS = new CborLimits(16_384, 8, 256);
  private static final CborItem TEXT = CborItem.text("text");
  private static final CborItem BYTES = CborItem.bytes(Bytes.utf8("bytes"));
  private static final CborItem NUMBER = CborItem.uint(1);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "module_id, MALFORMED",
    "digest, MALFORMED",
    "timestamp, BAD_TIME",
    "pcrs, NO_MEASUREMENT",
    "certificate, BAD_CHAIN",
    "cabundle, BAD_CHAIN",
    "public_key, NO_CONFIRMATION_KEY",
    "nonce, WRONG_CHALLENGE"
  })
  void refusesADocumentWithoutAMemberOrWithItsNull(String member, AttestationRefusal why) {
    var key = CborItem.text(member);

    assertRefused(why, signed(without(members(), key)));
    assertRefused(why, signed(with(members(), key, CborItem.NULL)));
  }

  @Test
  void everyMemberHasATestThatRemovesIt() {
    assertTrue(passes(signed(without(members(), CborItem.text("user_data")))));
    assertEquals(9, members().entries().size());
  }

  static Stream<Arguments> changes() {
    long now = SimulatedNitro.NOW.toEpochMilli();
    return Stream.of(
        Arguments.of("module_id", CborItem.text(""), AttestationRefusal.MALFORMED),
        Arguments.of("module_id", BYTES, AttestationRefusal.MALFORMED),
        Arguments.of("digest", CborItem.text("SHA256"), AttestationRefusal.MALFORMED),
        Arguments.of("digest", BYTES, AttestationRefusal.MALFORMED),
        Arguments.of("timestamp", CborItem.uint(0), AttestationRefusal.BAD_TIME),
        Arguments.of("timestamp", CborItem.integer(-now), AttestationRefusal.BAD_TIME),
        Arguments.of("timestamp", new CborItem.Uint(-1), AttestationRefusal.BAD_TIME),
        Arguments.of("timestamp", TEXT, AttestationRefusal.BAD_TIME),
        Arguments.of("timestamp", CborItem.uint(1), AttestationRefusal.TOO_OLD),
        Arguments.of("timestamp", CborItem.uint(now + 600_000), AttestationRefusal.NOT_YET_VALID),
        Arguments.of("pcrs", CborMap.empty(), AttestationRefusal.NO_MEASUREMENT),
        Arguments.of("pcrs", CborArray.of(BYTES), AttestationRefusal.NO_MEASUREMENT),
        Arguments.of("pcrs", registers(NUMBER, TEXT), AttestationRefusal.MALFORMED),
        Arguments.of("pcrs", registers(TEXT, BYTES), AttestationRefusal.MALFORMED),
        Arguments.of("pcrs", registers(NUMBER, BYTES), AttestationRefusal.MALFORMED),
        Arguments.of("pcrs", registers(CborItem.uint(32), value()), AttestationRefusal.MALFORMED),
        Arguments.of(
            "pcrs", registers(new CborItem.Uint(-1), value()), AttestationRefusal.MALFORMED),
        Arguments.of("certificate", BYTES, AttestationRefusal.BAD_CHAIN),
        Arguments.of("certificate", TEXT, AttestationRefusal.BAD_CHAIN),
        Arguments.of("cabundle", CborArray.of(), AttestationRefusal.UNKNOWN_ROOT),
        Arguments.of("cabundle", CborArray.of(BYTES), AttestationRefusal.BAD_CHAIN),
        Arguments.of("cabundle", CborArray.of(NUMBER), AttestationRefusal.BAD_CHAIN),
        Arguments.of("cabundle", BYTES, AttestationRefusal.BAD_CHAIN),
        Arguments.of("public_key", TEXT, AttestationRefusal.MALFORMED),
        Arguments.of("public_key", BYTES, AttestationRefusal.BAD_CONFIRMATION_KEY),
        Arguments.of("public_key", tooLong(), AttestationRefusal.MALFORMED),
        Arguments.of("user_data", TEXT, AttestationRefusal.MALFORMED),
        Arguments.of("user_data", tooLong(), AttestationRefusal.MALFORMED),
        Arguments.of("nonce", TEXT, AttestationRefusal.MALFORMED),
        Arguments.of("nonce", BYTES, AttestationRefusal.WRONG_CHALLENGE),
        Arguments.of("nonce", tooLong(), AttestationRefusal.MALFORMED),
        Arguments.of("nitrotpm_pcrs", registers(NUMBER, value()), AttestationRefusal.MALFORMED),
        Arguments.of("further", NUMBER, AttestationRefusal.MALFORMED));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("changes")
  void refusesADocumentWithAnotherMember(String member, CborItem value, AttestationRefusal why) {
    assertRefused(why, signed(with(members(), CborItem.text(member), value)));
  }

  @Test
  void refusesADocumentThatNamesAMemberTwice() {
    for (CborMap.Entry entry : members().entries()) {
      assertRefused(
          AttestationRefusal.DUPLICATE_MEMBER,
          ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), doubled(members(), entry)));
    }
  }

  @Test
  void refusesARegisterThatIsThereTwice() {
    var registers = (CborMap) members().get(CborItem.text("pcrs")).orElseThrow();
    var twice = doubled(registers, registers.entries().getFirst());
    var once = Cbor.encode(registers);
    var payload = Cbor.encode(members()).hex().replace(once.hex(), twice.hex());

    assertRefused(
        AttestationRefusal.DUPLICATE_MEMBER,
        ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), Bytes.fromHex(payload)));
  }

  @Test
  void refusesAPayloadThatIsNoMap() {
    for (CborItem payload : List.of(TEXT, CborArray.of(), CborItem.NULL)) {
      assertRefused(
          AttestationRefusal.MALFORMED,
          ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), Cbor.encode(payload)));
    }
    assertRefused(
        AttestationRefusal.MALFORMED,
        ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), Bytes.empty()));
    assertRefused(
        AttestationRefusal.MALFORMED,
        ISSUER.sign(
            NitroIssuer.HEADER,
            CborMap.empty(),
            Bytes.concat(Cbor.encode(members()), Bytes.of((byte) 0))));
  }

  @Test
  void refusesAnyOtherProtectedHeader() {
    assertHeaderRefused(AttestationRefusal.MALFORMED, "");
    assertHeaderRefused(AttestationRefusal.MALFORMED, "80");
    assertHeaderRefused(AttestationRefusal.MALFORMED, "a1013822 00");
    assertHeaderRefused(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "a0");
    assertHeaderRefused(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "a10126");
    assertHeaderRefused(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "a10127");
    assertHeaderRefused(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "a1011822");
    assertHeaderRefused(AttestationRefusal.ALGORITHM_NOT_ALLOWED, "a101f6");
    assertHeaderRefused(AttestationRefusal.DUPLICATE_MEMBER, "a20138220126");
    assertHeaderRefused(AttestationRefusal.DUPLICATE_MEMBER, "a201382218013822");
    // A key identifier, a critical header, a certificate.
    assertHeaderRefused(AttestationRefusal.BAD_HEADER, "a20138220441aa");
    assertHeaderRefused(AttestationRefusal.BAD_HEADER, "a20138220281182a");
    assertHeaderRefused(AttestationRefusal.BAD_HEADER, "a2013822182141aa");
  }

  @Test
  void refusesWhateverNobodySigned() {
    var payload = Cbor.encode(members());
    var keyId = new CborMap(List.of(new CborMap.Entry(CborItem.uint(4), BYTES)));
    var header =
        new CborMap(List.of(new CborMap.Entry(SignedPayload.ALGORITHM, SignedPayload.ES384)));

    assertRefused(AttestationRefusal.BAD_HEADER, ISSUER.sign(NitroIssuer.HEADER, keyId, payload));
    assertRefused(AttestationRefusal.BAD_HEADER, ISSUER.sign(NitroIssuer.HEADER, header, payload));
    assertRefused(
        AttestationRefusal.MALFORMED, ISSUER.sign(NitroIssuer.HEADER, CborItem.NULL, payload));
  }

  @Test
  void refusesAnyOtherStructure() {
    var fields = ((CborArray) Cbor.decode(document(), LIMITS).orFault()).items();
    for (int i = 0; i < fields.size(); i++) {
      var fewer = new ArrayList<>(fields);
      fewer.remove(i);
      var nothing = new ArrayList<>(fields);
      nothing.set(i, CborItem.NULL);
      var more = new ArrayList<>(fields);
      more.add(i, fields.get(i));

      for (var structure : List.of(fewer, nothing, more)) {
        assertRefused(AttestationRefusal.MALFORMED, Cbor.encode(new CborArray(structure)));
      }
    }
  }

  @Test
  void refusesASignatureOfAnotherKeyAndNone() {
    var stranger = new NitroIssuer(SimulatedNitro.INSTANCE, SimulatedNitro.p384());
    var fields = new ArrayList<>(((CborArray) Cbor.decode(document(), LIMITS).orFault()).items());

    assertRefused(
        AttestationRefusal.BAD_SIGNATURE,
        stranger.sign(NitroIssuer.HEADER, CborMap.empty(), Cbor.encode(members())));
    for (int size : new int[] {0, 95, 97}) {
      fields.set(3, CborItem.bytes(Bytes.of(new byte[size])));
      assertRefused(AttestationRefusal.BAD_SIGNATURE, Cbor.encode(new CborArray(fields)));
    }
  }

  @Test
  void refusesCertificatesInAnyOtherOrderAndWithAnyMissing() {
    var bundle = ((CborArray) members().get(CborItem.text("cabundle")).orElseThrow()).items();
    var backwards = new ArrayList<>(bundle);
    Collections.reverse(backwards);
    assertRefused(AttestationRefusal.BAD_CHAIN, withBundle(backwards));
    for (int i = 1; i < bundle.size(); i++) {
      var fewer = new ArrayList<>(bundle);
      fewer.remove(i);
      assertRefused(AttestationRefusal.BAD_CHAIN, withBundle(fewer));
    }
    // The root itself may be left out: its key is pinned, and the next certificate is signed by it.
    assertTrue(passes(withBundle(bundle.subList(1, bundle.size()))));
    assertRefused(
        AttestationRefusal.UNKNOWN_ROOT, withBundle(bundle.subList(bundle.size(), bundle.size())));
    assertRefused(
        AttestationRefusal.BAD_CHAIN, withBundle(Collections.nCopies(9, bundle.getFirst())));
  }

  @Test
  void refusesADocumentThatAnAuthoritySigned() {
    var key = SimulatedNitro.p384();
    var from = SimulatedNitro.NOW.minusSeconds(1);
    var authority = SimulatedNitro.INSTANCE.below("i-1", key, from, from.plus(Duration.ofHours(3)));
    var members =
        with(members(), CborItem.text("certificate"), CborItem.bytes(authority.chain().getFirst()));

    assertRefused(
        AttestationRefusal.BAD_CHAIN,
        new NitroIssuer(SimulatedNitro.INSTANCE, key)
            .sign(NitroIssuer.HEADER, CborMap.empty(), Cbor.encode(members)));
  }

  @Test
  void refusesALeafThatIssuedALeaf() {
    var leafKey = SimulatedNitro.HYPERVISOR;
    var hypervisor =
        (CborItem.ByteString) members().get(CborItem.text("certificate")).orElseThrow();
    var until = SimulatedNitro.NOW.plusSeconds(3600);
    // Named as the hypervisor's certificate is, so that its signature would fit.
    var forger =
        SoftwareAuthority.root("i-0-enc0", leafKey, Instant.parse("2026-01-01T00:00:00Z"), until);
    var stranger = SimulatedNitro.p384();
    var leaf =
        forger.issue(
            new SoftwareAuthority.Subject(
                "i-6", stranger.publicKey(), SimulatedNitro.NOW.minusSeconds(1), until),
            Map.of());
    var bundle =
        new ArrayList<>(
            ((CborArray) members().get(CborItem.text("cabundle")).orElseThrow()).items());
    bundle.add(hypervisor);
    var members =
        with(
            with(members(), CborItem.text("certificate"), CborItem.bytes(leaf)),
            CborItem.text("cabundle"),
            new CborArray(bundle));

    assertRefused(
        AttestationRefusal.BAD_CHAIN,
        new NitroIssuer(SimulatedNitro.INSTANCE, stranger)
            .sign(NitroIssuer.HEADER, CborMap.empty(), Cbor.encode(members)));
  }

  @Test
  void noBitOfADocumentMayChange() {
    var random = new Random(41);
    byte[] document = document().toArray();
    for (int i = 0; i < 400; i++) {
      byte[] changed = document.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

      assertTrue(!passes(Bytes.of(changed)));
    }
  }

  private static Bytes withBundle(List<CborItem> bundle) {
    return signed(with(members(), CborItem.text("cabundle"), new CborArray(bundle)));
  }

  private static void assertHeaderRefused(AttestationRefusal why, String header) {
    assertRefused(
        why,
        ISSUER.sign(
            Bytes.fromHex(header.replace(" ", "")), CborMap.empty(), Cbor.encode(members())));
  }

  private static CborMap registers(CborItem register, CborItem value) {
    return new CborMap(List.of(new CborMap.Entry(register, value)));
  }

  private static CborItem value() {
    return CborItem.bytes(SimulatedNitro.register(1));
  }

  private static CborItem tooLong() {
    return CborItem.bytes(Bytes.of(new byte[1025]));
  }

  private static void assertRefused(AttestationRefusal why, Bytes document) {
    assertEquals(
        Outcome.refused(why),
        SimulatedNitro.appraiser().appraise(document, SimulatedNitro.occasion()));
  }

  private static boolean passes(Bytes document) {
    return SimulatedNitro.appraiser().appraise(document, SimulatedNitro.occasion())
        instanceof Outcome.Passed;
  }
}
