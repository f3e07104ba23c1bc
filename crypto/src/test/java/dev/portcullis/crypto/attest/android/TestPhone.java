package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateContent;
import dev.portcullis.crypto.x509.CertificateExtension;
import dev.portcullis.crypto.x509.CertificateExtension.Criticality;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A phone of these tests, whose hardware signs whatever it is told, and a policy that trusts it.
 */
final class TestPhone {

  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant AT = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  static final SoftwareSigner ROOT = signer("the root of these tests");
  static final SoftwareSigner ATTESTER = signer("the attester's key");
  static final SoftwareSigner KEY = signer("the command key that is attested");

  static final String ROOT_NAME = "CN=Root";
  static final String ATTESTER_NAME = "O=TEE,CN=0123456789abcdef";
  static final BigInteger ATTESTER_SERIAL = new BigInteger("4f47dffaecc3f58346fb7815514e0dcc", 16);

  static final Bytes CHALLENGE = Bytes.utf8("a context of an enrolment, hashed");
  static final String PACKAGE = "dev.portcullis.key";
  static final Digest SIGNER = Digest.of(Bytes.utf8("the certificate the app is signed with"));
  static final AttestedPhone PHONE =
      new AttestedPhone(
          SecurityLevel.TRUSTED_ENVIRONMENT,
          new AndroidPackage(PACKAGE, 7),
          SIGNER,
          LocalDate.of(2026, 10, 5),
          UserAuthentication.REQUIRED);

  private TestPhone() {}

  static Appraiser<AndroidKeyEvidence> appraiser() {
    return new TestPolicy().appraiser();
  }

  static Occasion occasion() {
    return new Occasion(
        AttesterRole.APP,
        AT,
        Optional.of(CHALLENGE),
        Optional.of(KEY.publicKey().thumbprint().value()));
  }

  static KeyDescription description() {
    return PHONE.describe(CHALLENGE, AT);
  }

  /** The description of such a key in a phone that is otherwise the same. */
  static KeyDescription description(SecurityLevel level, UserAuthentication authentication) {
    return new AttestedPhone(level, PHONE.app(), SIGNER, PHONE.patched(), authentication)
        .describe(CHALLENGE, AT);
  }

  /** A document that describes the key so. */
  static Bytes document(KeyDescription description) {
    return document(description.encoded());
  }

  /** A document whose leaf has this content in its extension, whatever it is. */
  static Bytes document(Bytes description) {
    return chain(leaf(extension(description)).signedBy(ATTESTER));
  }

  /** A document of this leaf under the phone's own certificates. */
  static Bytes chain(Bytes leaf) {
    return AndroidKeyFormat.document(
        List.of(leaf, attester().signedBy(ROOT), root().signedBy(ROOT)));
  }

  static CertificateExtension extension(Bytes description) {
    return new CertificateExtension(KeyDescription.OID, Criticality.NOT_CRITICAL, description);
  }

  static CertificateContent leaf(CertificateExtension... described) {
    var extensions = new ArrayList<CertificateExtension>(List.of(CertificateExtension.signs()));
    extensions.addAll(List.of(described));
    return new CertificateContent(
        ATTESTER_NAME,
        "CN=Android Keystore Key",
        VerificationKey.of(KEY.publicKey()),
        BigInteger.ONE,
        Instant.EPOCH,
        Instant.parse("2048-01-01T00:00:00Z"),
        extensions);
  }

  static CertificateContent attester(CertificateExtension... extensions) {
    return new CertificateContent(
        ROOT_NAME,
        ATTESTER_NAME,
        VerificationKey.of(ATTESTER.publicKey()),
        ATTESTER_SERIAL,
        BEGIN,
        END,
        extensions.length == 0 ? authority() : List.of(extensions));
  }

  static CertificateContent root() {
    return new CertificateContent(
        ROOT_NAME,
        ROOT_NAME,
        VerificationKey.of(ROOT.publicKey()),
        BigInteger.TEN,
        BEGIN,
        END,
        authority());
  }

  static List<CertificateExtension> authority() {
    return List.of(CertificateExtension.authority(), CertificateExtension.signsCertificates());
  }

  /** The same key for the same words, in every run. */
  static SoftwareSigner signer(String words) {
    var scalar = SecretBytes.takeOver(Digest.of(Bytes.utf8(words)).value().toArray());
    return SoftwareSigner.of(Algorithm.ES256, scalar).orFault();
  }
}
