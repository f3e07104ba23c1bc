package dev.portcullis.crypto.attest.apple;

import static dev.portcullis.crypto.attest.apple.SimulatedApple.APP;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.CLIENT_DATA;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.DEVICE_KEY;
import static dev.portcullis.crypto.attest.apple.SimulatedApple.KEY;
import static dev.portcullis.crypto.testing.CborMembers.doubled;
import static dev.portcullis.crypto.testing.CborMembers.with;
import static dev.portcullis.crypto.testing.CborMembers.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.FixedRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an app says after it was attested. */
final class AppAttestAssertionTest {

  private static final AppAttestKey FRESH = new AppAttestKey(KEY, APP.hash(), 0);

  @Test
  void raisesTheCounter() {
    var third = new AppAttestKey(KEY, APP.hash(), 3);

    assertEquals(Outcome.passed(third), verify(assertion(3), FRESH));
    assertEquals(
        Outcome.passed(FRESH.counter() + 5),
        verify(assertion(5), third).map(AppAttestKey::counter));
  }

  @Test
  void refusesACounterThatHasNotRisen() {
    var fourth = new AppAttestKey(KEY, APP.hash(), 4);
    for (long counter : new long[] {0, 3, 4}) {
      assertEquals(
          Outcome.refused(AttestationRefusal.COUNTER_NOT_RISEN),
          verify(assertion(counter), fourth));
    }
    assertEquals(
        Outcome.refused(AttestationRefusal.COUNTER_NOT_RISEN), verify(assertion(0), FRESH));
  }

  @Test
  void countsWithoutASign() {
    var high = new AppAttestKey(KEY, APP.hash(), 0x7fff_ffffL);

    assertEquals(
        Outcome.passed(new AppAttestKey(KEY, APP.hash(), 0xffff_ffffL)),
        verify(assertion(0xffff_ffffL), high));
    assertEquals(Outcome.refused(AttestationRefusal.COUNTER_NOT_RISEN), verify(assertion(1), high));
  }

  @Test
  void refusesAnotherKeyOtherClientDataAndAnotherApp() {
    var otherKey = SimulatedApple.p256();

    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
        verify(AppAttestIssuer.assertion(otherKey, APP, 1, CLIENT_DATA), FRESH));
    assertEquals(
        Outcome.refused(AttestationRefusal.BAD_SIGNATURE),
        AppAttestAssertion.verify(assertion(1), FRESH, Bytes.utf8("other client data")));
    assertEquals(
        Outcome.refused(AttestationRefusal.NOT_LISTED),
        verify(
            AppAttestIssuer.assertion(
                DEVICE_KEY, new AppleApp("ABCDE12345", "com.example.other"), 1, CLIENT_DATA),
            FRESH));
  }

  @Test
  void takesAnyFlagsAndAMapOfExtensions() {
    for (int flags : new int[] {0x00, 0x40, 0x80, 0xc0}) {
      for (String extensions : List.of("", "a0", "a16161187b", "bf6161187bff")) {
        byte[] head = AppAttestIssuer.head(APP.hash(), 1).toArray();
        head[32] = (byte) flags;
        var data = Bytes.concat(Bytes.of(head), Bytes.fromHex(extensions));

        assertTrue(
            verify(AppAttestIssuer.assertion(DEVICE_KEY, data, CLIENT_DATA), FRESH)
                instanceof Outcome.Passed);
      }
    }
  }

  @Test
  void refusesDataThatEndEarlyOrGoOnOtherwise() {
    var head = AppAttestIssuer.head(APP.hash(), 1);
    for (int size = 0; size < head.size(); size++) {
      assertEquals(
          Outcome.refused(AttestationRefusal.MALFORMED),
          verify(AppAttestIssuer.assertion(DEVICE_KEY, head.slice(0, size), CLIENT_DATA), FRESH));
    }
    for (String more : List.of("00", "80", "a0a0", "ff", "a1")) {
      var data = Bytes.concat(head, Bytes.fromHex(more));
      assertEquals(
          Outcome.refused(AttestationRefusal.MALFORMED),
          verify(AppAttestIssuer.assertion(DEVICE_KEY, data, CLIENT_DATA), FRESH));
    }
  }

  @Test
  void refusesEveryMemberThatIsMissingOtherDoubledOrUnknown() {
    var limits = new CborLimits(2048, 4, 32);
    var members = (CborMap) Cbor.decode(assertion(1), limits).orFault();
    for (CborMap.Entry entry : members.entries()) {
      var text = CborItem.text("text");
      for (var changed :
          List.of(
              without(members, entry.key()),
              with(members, entry.key(), CborItem.NULL),
              with(members, entry.key(), text),
              with(members, text, text))) {
        assertEquals(
            Outcome.refused(AttestationRefusal.MALFORMED), verify(Cbor.encode(changed), FRESH));
      }
      assertEquals(
          Outcome.refused(AttestationRefusal.DUPLICATE_MEMBER),
          verify(doubled(members, entry), FRESH));
    }
    assertEquals(
        Outcome.refused(AttestationRefusal.TOO_LARGE),
        verify(Bytes.of(new byte[AppAttestAssertion.MAXIMUM_SIZE + 1]), FRESH));
  }

  @Test
  void noBitOfAnAssertionMayChange() {
    var random = new Random(71);
    for (int i = 0; i < 300; i++) {
      byte[] changed = assertion(1).toArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

      assertTrue(verify(Bytes.of(changed), FRESH) instanceof Outcome.Refused);
    }
  }

  @Test
  void refusesToRememberWhatIsNoKeyOfAppAttest() {
    var edwards = SoftwareSigner.generate(Algorithm.EDDSA, new FixedRandom("edwards")).publicKey();
    assertThrows(IllegalArgumentException.class, () -> new AppAttestKey(edwards, APP.hash(), 0));
    for (long counter : new long[] {-1, 1L << 32}) {
      assertThrows(
          IllegalArgumentException.class, () -> new AppAttestKey(KEY, APP.hash(), counter));
    }
  }

  private static Bytes assertion(long counter) {
    return AppAttestIssuer.assertion(DEVICE_KEY, APP, counter, CLIENT_DATA);
  }

  private static Outcome<AppAttestKey, AttestationRefusal> verify(
      Bytes assertion, AppAttestKey key) {
    return AppAttestAssertion.verify(assertion, key, CLIENT_DATA);
  }
}
