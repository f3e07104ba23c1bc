package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationFormat;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.Check;
import dev.portcullis.crypto.attest.Confirmation;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.x509.CertificateChain;
import dev.portcullis.crypto.x509.ChainRefusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Android Key Attestation. A document is a chain of at most {@value CertificateChain#MAX_LENGTH}
 * certificates, the attested key's first: as a CBOR array of byte strings on the wire, or as PEM
 * from a file.
 *
 * <p>There is no optional check. What a policy chooses is which roots, apps, protections and patch
 * levels it accepts and whether a user must agree.
 */
public final class AndroidKeyFormat implements AttestationFormat<AndroidKeyEvidence> {

  /** The format's name. */
  public static final String NAME = "android-key";

  /** Who says it, in a result. */
  public static final String ISSUER = "android";

  private final AndroidReferences references;

  /** Appraises against {@code references}. */
  public AndroidKeyFormat(AndroidReferences references) {
    this.references = references;
  }

  /** A document, for the wire, of certificates in DER, the leaf first. */
  public static Bytes document(List<Bytes> certificates) {
    return ChainDocument.encode(certificates);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maximumSize() {
    return ChainDocument.MAX_SIZE;
  }

  @Override
  public Outcome<AndroidKeyEvidence, AttestationRefusal> parse(Bytes document) {
    return ChainDocument.parse(document)
        .then(certificates ->
            CertificateChain.parse(certificates)
                .mapRefusal(AndroidKeyFormat::refusal)
                .map(AndroidKeyEvidence::of));
  }

  @Override
  public List<Check<AndroidKeyEvidence>> checks() {
    return Stream.of(
            new LeafChecks(references).all(),
            KeyChecks.all(),
            new ProtectionChecks(references).all(),
            DeviceChecks.all(),
            new AppChecks(references).all(),
            new PatchChecks(references.patchFloors()).all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public AttestationResult result(AndroidKeyEvidence evidence, Occasion occasion) {
    var description = evidence.description().orFault();
    var app = AppChecks.onlyPackage(description).orElseThrow();
    return new AttestationResult(
        occasion.role(),
        ISSUER,
        app.name(),
        new Confirmation.OfKey(evidence.chain().leaf().key().cose().orElseThrow()),
        description.keyMintSecurityLevel().protection().orElseThrow(),
        evidence.chain().holdsUntil(references.roots()));
  }

  static AttestationRefusal refusal(ChainRefusal why) {
    return switch (why) {
      case WRONG_SIZE -> AttestationRefusal.TOO_LARGE;
      case MALFORMED -> AttestationRefusal.MALFORMED;
      case UNKNOWN_ALGORITHM -> AttestationRefusal.ALGORITHM_NOT_ALLOWED;
      case UNKNOWN_CRITICAL_EXTENSION, BROKEN, NOT_AN_AUTHORITY, BAD_SIGNATURE ->
          AttestationRefusal.BAD_CHAIN;
      case UNKNOWN_ROOT -> AttestationRefusal.UNKNOWN_ROOT;
      case NOT_YET_VALID, EXPIRED -> AttestationRefusal.CERTIFICATE_EXPIRED;
      case REVOKED -> AttestationRefusal.CERTIFICATE_REVOKED;
    };
  }
}
