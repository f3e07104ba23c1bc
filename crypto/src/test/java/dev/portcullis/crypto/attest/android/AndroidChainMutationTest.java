package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateContent;
import dev.portcullis.crypto.x509.CertificateExtension;
import dev.portcullis.crypto.x509.CertificateExtension.Criticality;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Every field of a valid document's certificates removed, changed and duplicated, and signed again
 * by whoever has the key: each time its own refusal, except where it is said that none follows.
 */
final class AndroidChainMutationTest {

  private static final Optional<AttestationRefusal> ACCEPTED = Optional.empty();

  private static final CertificateExtension SIGNS = CertificateExtension.signs();
  private static final CertificateExtension DESCRIBED =
      TestPhone.extension(TestPhone.description().encoded());
  private static final Bytes NULL = Bytes.of((byte) 5, (byte) 0);
  private static final CertificateExtension OTHER =
      new CertificateExtension("1.2.3.4", Criticality.NOT_CRITICAL, NULL);
  private static final CertificateExtension OTHER_CRITICAL =
      new CertificateExtension("1.2.3.4", Criticality.CRITICAL, NULL);

  /** A certificate of the valid document, to be changed. */
  private static final class Draft {

    String issuer;
    String subject;
    VerificationKey key;
    BigInteger serial;
    Instant notBefore;
    Instant notAfter;
    List<CertificateExtension> extensions;

    Draft(CertificateContent content) {
      issuer = content.issuer();
      subject = content.subject();
      key = content.key();
      serial = content.serial();
      notBefore = content.notBefore();
      notAfter = content.notAfter();
      extensions = content.extensions();
    }

    Bytes signedBy(Signer signer) {
      return new CertificateContent(issuer, subject, key, serial, notBefore, notAfter, extensions)
          .signedBy(signer);
    }
  }

  @Test
  void everyFieldOfTheLeafDecidesOrIsKnownNotTo() {
    assertEquals(ACCEPTED, leaf(_ -> {}));
    assertEquals(refused(AttestationRefusal.BAD_CHAIN), leaf(it -> it.issuer = "CN=Somebody"));
    // An app chooses its key's name, and every leaf has the serial number 1.
    assertEquals(ACCEPTED, leaf(it -> it.subject = "CN=Somebody"));
    assertEquals(ACCEPTED, leaf(it -> it.serial = BigInteger.TWO));
    assertEquals(
        refused(AttestationRefusal.KEY_MISMATCH),
        leaf(it -> it.key = VerificationKey.of(TestPhone.ROOT.publicKey())));
    assertEquals(
        refused(AttestationRefusal.CERTIFICATE_EXPIRED),
        leaf(it -> it.notBefore = TestPhone.AT.plusSeconds(1)));
    assertEquals(
        refused(AttestationRefusal.CERTIFICATE_EXPIRED),
        leaf(it -> it.notAfter = TestPhone.AT.minusSeconds(1)));
  }

  @Test
  void everyExtensionOfTheLeafDecidesOrIsKnownNotTo() {
    assertEquals(
        refused(AttestationRefusal.NO_KEY_DESCRIPTION), leaf(it -> it.extensions = List.of(SIGNS)));
    // What the certificate allows its key restricts the phone, and the description says it too.
    assertEquals(ACCEPTED, leaf(it -> it.extensions = List.of(DESCRIBED)));
    assertEquals(ACCEPTED, leaf(it -> it.extensions = List.of(SIGNS, DESCRIBED, OTHER)));
    assertEquals(
        refused(AttestationRefusal.BAD_CHAIN),
        leaf(it -> it.extensions = List.of(SIGNS, DESCRIBED, OTHER_CRITICAL)));
    var elsewhere =
        new CertificateExtension(
            "1.3.6.1.4.1.11129.2.1.18", Criticality.NOT_CRITICAL, DESCRIBED.content());
    assertEquals(
        refused(AttestationRefusal.NO_KEY_DESCRIPTION),
        leaf(it -> it.extensions = List.of(SIGNS, elsewhere)));
  }

  @Test
  void everyFieldOfTheAttestersCertificateDecidesOrIsKnownNotTo() {
    assertEquals(ACCEPTED, attester(_ -> {}));
    assertEquals(refused(AttestationRefusal.BAD_CHAIN), attester(it -> it.issuer = "CN=Other"));
    assertEquals(refused(AttestationRefusal.BAD_CHAIN), attester(it -> it.subject = "CN=Other"));
    assertEquals(
        refused(AttestationRefusal.BAD_CHAIN),
        attester(it -> it.key = VerificationKey.of(TestPhone.KEY.publicKey())));
    // Serial numbers are names: only those on the list of the revoked say something.
    assertEquals(ACCEPTED, attester(it -> it.serial = BigInteger.ONE));
    assertEquals(
        refused(AttestationRefusal.CERTIFICATE_EXPIRED),
        attester(it -> it.notBefore = TestPhone.AT.plusSeconds(1)));
    assertEquals(
        refused(AttestationRefusal.CERTIFICATE_EXPIRED),
        attester(it -> it.notAfter = TestPhone.AT.minusSeconds(1)));
    // The attestation keys of factories are certified as end entities.
    assertEquals(ACCEPTED, attester(it -> it.extensions = List.of(SIGNS)));
    assertEquals(
        refused(AttestationRefusal.NO_KEY_DESCRIPTION),
        attester(it -> it.extensions = List.of(SIGNS, DESCRIBED)));
    assertEquals(
        refused(AttestationRefusal.BAD_CHAIN),
        attester(it -> it.extensions = List.of(OTHER_CRITICAL)));
  }

  @Test
  void aCertificateSignedBySomebodyElseIsRefused() {
    var described = new Draft(TestPhone.leaf(DESCRIBED));
    assertEquals(
        refused(AttestationRefusal.BAD_CHAIN),
        refusal(TestPhone.chain(described.signedBy(TestPhone.KEY))));
    assertEquals(
        refused(AttestationRefusal.BAD_CHAIN),
        refusal(chain(new Draft(TestPhone.attester()).signedBy(TestPhone.KEY))));
  }

  @Test
  void everyCertificateIsNeededInItsPlace() {
    var leaf = TestPhone.leaf(DESCRIBED).signedBy(TestPhone.ATTESTER);
    var attester = TestPhone.attester().signedBy(TestPhone.ROOT);
    var root = TestPhone.root().signedBy(TestPhone.ROOT);
    assertEquals(ACCEPTED, order(leaf, attester, root));
    // The policy has the root's key; its certificate may be left out.
    assertEquals(ACCEPTED, order(leaf, attester));
    assertEquals(refused(AttestationRefusal.UNKNOWN_ROOT), order(leaf));
    assertEquals(refused(AttestationRefusal.BAD_CHAIN), order(leaf, root));
    assertEquals(refused(AttestationRefusal.BAD_CHAIN), order(leaf, attester, attester, root));
    assertEquals(refused(AttestationRefusal.NO_KEY_DESCRIPTION), order(leaf, leaf, attester));
    assertEquals(refused(AttestationRefusal.NO_KEY_DESCRIPTION), order(attester, leaf, root));
    assertEquals(refused(AttestationRefusal.NO_KEY_DESCRIPTION), order(root, attester, leaf));
    assertEquals(refused(AttestationRefusal.NO_KEY_DESCRIPTION), order(attester, root));
  }

  @Test
  void everyByteOfTheDocumentIsSigned() {
    var document = TestPhone.document(TestPhone.description());
    for (int i = 0; i < document.size(); i++) {
      for (int bit : List.of(1, 0x80)) {
        byte[] changed = document.toArray();
        changed[i] ^= (byte) bit;
        assertTrue(refusal(Bytes.of(changed)).isPresent(), "bit " + bit + " of byte " + i);
      }
    }
  }

  private static Optional<AttestationRefusal> leaf(Consumer<Draft> change) {
    var draft = new Draft(TestPhone.leaf(DESCRIBED));
    change.accept(draft);
    return refusal(TestPhone.chain(draft.signedBy(TestPhone.ATTESTER)));
  }

  private static Optional<AttestationRefusal> attester(Consumer<Draft> change) {
    var draft = new Draft(TestPhone.attester());
    change.accept(draft);
    return refusal(chain(draft.signedBy(TestPhone.ROOT)));
  }

  private static Bytes chain(Bytes attester) {
    return AndroidKeyFormat.document(
        List.of(
            TestPhone.leaf(DESCRIBED).signedBy(TestPhone.ATTESTER),
            attester,
            TestPhone.root().signedBy(TestPhone.ROOT)));
  }

  private static Optional<AttestationRefusal> order(Bytes... certificates) {
    return refusal(AndroidKeyFormat.document(List.of(certificates)));
  }

  private static Optional<AttestationRefusal> refused(AttestationRefusal why) {
    return Optional.of(why);
  }

  private static Optional<AttestationRefusal> refusal(Bytes document) {
    return switch (TestPhone.appraiser().appraise(document, TestPhone.occasion())) {
      case Outcome.Passed<AttestationResult, AttestationRefusal> _ -> Optional.empty();
      case Outcome.Refused<AttestationResult, AttestationRefusal>(var why) -> Optional.of(why);
    };
  }
}
