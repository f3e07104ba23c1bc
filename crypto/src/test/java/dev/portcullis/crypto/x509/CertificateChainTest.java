package dev.portcullis.crypto.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.CertificateExtension.Criticality;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Made-up chains, each with the one thing wrong that its test is named after. */
final class CertificateChainTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  private static final Signer ROOT = signer("root");
  private static final Signer ISSUER = signer("issuer");
  private static final Signer LEAF = signer("leaf");
  private static final Signer STRANGER = signer("stranger");

  private static final Set<VerificationKey> ROOTS = Set.of(key(ROOT));

  private static final List<CertificateExtension> AUTHORITY =
      List.of(CertificateExtension.authority(), CertificateExtension.signsCertificates());
  private static final List<CertificateExtension> END_ENTITY =
      List.of(CertificateExtension.signs());

  private static final Bytes ROOT_CERTIFICATE = certificate("Root", ROOT, "Root", ROOT, AUTHORITY);
  private static final Bytes ISSUER_CERTIFICATE =
      certificate("Root", ROOT, "Issuer", ISSUER, AUTHORITY);
  private static final Bytes LEAF_CERTIFICATE =
      certificate("Issuer", ISSUER, "Leaf", LEAF, END_ENTITY);

  @Test
  void aChainToAPinnedRootHolds() {
    var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, ROOT_CERTIFICATE);
    assertEquals(Optional.empty(), chain.verify(ROOTS, Set.of(), AT));
    assertEquals(key(LEAF), chain.leaf().key());
    assertEquals(END, chain.holdsUntil(ROOTS));
  }

  @Test
  void aChainEndingBelowTheRootHolds() {
    var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE);
    assertEquals(Optional.empty(), chain.verify(ROOTS, Set.of(), AT));
  }

  @Test
  void aChainEndingTwoBelowTheRootDoesNot() {
    assertEquals(Optional.of(ChainRefusal.UNKNOWN_ROOT), chain(LEAF_CERTIFICATE).root(ROOTS));
  }

  @Test
  void aRootIsMatchedByItsKey() {
    var renewed =
        content("Root", "Root", ROOT, END.plusSeconds(1), END.plusSeconds(9), AUTHORITY)
            .signedBy(ROOT);
    var expired =
        content("Root", "Root", ROOT, BEGIN.minusSeconds(9), BEGIN, AUTHORITY).signedBy(ROOT);
    for (Bytes root : List.of(renewed, expired)) {
      var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, root);
      assertEquals(Optional.empty(), chain.verify(ROOTS, Set.of(), AT));
      assertEquals(END, chain.holdsUntil(ROOTS));
    }
  }

  @Test
  void refusesARootOfTheSameNameWithAnotherKey() {
    var impostor = certificate("Root", STRANGER, "Root", STRANGER, AUTHORITY);
    var issuer = certificate("Root", STRANGER, "Issuer", ISSUER, AUTHORITY);
    var chain = chain(LEAF_CERTIFICATE, issuer, impostor);
    assertEquals(Optional.empty(), chain.links());
    assertEquals(Optional.of(ChainRefusal.UNKNOWN_ROOT), chain.verify(ROOTS, Set.of(), AT));
  }

  @Test
  void refusesACertificateOfThePinnedKeyThatItsKeyDidNotSign() {
    var foreign = certificate("Root", STRANGER, "Root", ROOT, AUTHORITY);
    var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, foreign);
    assertEquals(Optional.of(ChainRefusal.UNKNOWN_ROOT), chain.verify(ROOTS, Set.of(), AT));
  }

  @Test
  void refusesNamesThatDoNotFollowOnEachOther() {
    var misnamed = certificate("Somebody", ISSUER, "Leaf", LEAF, END_ENTITY);
    assertEquals(
        Optional.of(ChainRefusal.BROKEN),
        chain(misnamed, ISSUER_CERTIFICATE, ROOT_CERTIFICATE).links());
    assertEquals(
        Optional.of(ChainRefusal.BROKEN), chain(LEAF_CERTIFICATE, ROOT_CERTIFICATE).links());
    assertEquals(
        Optional.of(ChainRefusal.BROKEN),
        chain(ISSUER_CERTIFICATE, LEAF_CERTIFICATE, ROOT_CERTIFICATE).links());
  }

  @Test
  void refusesASignatureOfAnotherKey() {
    var forged = certificate("Issuer", STRANGER, "Leaf", LEAF, END_ENTITY);
    var chain = chain(forged, ISSUER_CERTIFICATE, ROOT_CERTIFICATE);
    assertEquals(Optional.of(ChainRefusal.BAD_SIGNATURE), chain.links());
    assertEquals(Optional.of(ChainRefusal.BAD_SIGNATURE), chain.verify(ROOTS, Set.of(), AT));
  }

  @Test
  void refusesAnIssuerWithoutTheRightToIssue() {
    for (var extensions :
        List.of(
            List.<CertificateExtension>of(),
            END_ENTITY,
            List.of(CertificateExtension.signsCertificates()),
            // An authority whose key may not sign certificates.
            List.of(CertificateExtension.authority(), CertificateExtension.signs()))) {
      var issuer = certificate("Root", ROOT, "Issuer", ISSUER, extensions);
      var chain = chain(LEAF_CERTIFICATE, issuer, ROOT_CERTIFICATE);
      assertEquals(Optional.of(ChainRefusal.NOT_AN_AUTHORITY), chain.links());
      assertEquals(Optional.empty(), chain.links(LeafIssuer.ANY_KEY));
    }
  }

  @Test
  void onlyTheLeafsIssuerIsEverExcused() {
    var second = signer("second");
    var lower = certificate("Issuer", ISSUER, "Second", second, AUTHORITY);
    var leaf = certificate("Second", second, "Leaf", LEAF, END_ENTITY);
    var entity = certificate("Root", ROOT, "Issuer", ISSUER, END_ENTITY);
    assertEquals(
        Optional.of(ChainRefusal.NOT_AN_AUTHORITY),
        chain(leaf, lower, entity, ROOT_CERTIFICATE).links(LeafIssuer.ANY_KEY));
  }

  @Test
  void anAuthorityWithoutKeyUsageMayIssue() {
    var issuer =
        certificate("Root", ROOT, "Issuer", ISSUER, List.of(CertificateExtension.authority()));
    assertEquals(Optional.empty(), chain(LEAF_CERTIFICATE, issuer, ROOT_CERTIFICATE).links());
  }

  @Test
  void refusesMoreIssuersThanThePathLengthAllows() {
    var second = signer("second");
    var lower = certificate("Issuer", ISSUER, "Second", second, AUTHORITY);
    var leaf = certificate("Second", second, "Leaf", LEAF, END_ENTITY);
    for (int pathLength : List.of(0, 1)) {
      var limited =
          certificate(
              "Root",
              ROOT,
              "Issuer",
              ISSUER,
              List.of(authority(pathLength), CertificateExtension.signsCertificates()));
      assertEquals(
          pathLength == 0 ? Optional.of(ChainRefusal.NOT_AN_AUTHORITY) : Optional.empty(),
          chain(leaf, lower, limited, ROOT_CERTIFICATE).links());
      assertEquals(Optional.empty(), chain(LEAF_CERTIFICATE, limited, ROOT_CERTIFICATE).links());
    }
  }

  @Test
  void refusesACertificateBeforeAndAfterItsTime() {
    var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, ROOT_CERTIFICATE);
    assertEquals(Optional.empty(), chain.dates(ROOTS, BEGIN));
    assertEquals(Optional.empty(), chain.dates(ROOTS, END));
    assertEquals(
        Optional.of(ChainRefusal.NOT_YET_VALID), chain.dates(ROOTS, BEGIN.minusSeconds(1)));
    assertEquals(Optional.of(ChainRefusal.EXPIRED), chain.dates(ROOTS, END.plusSeconds(1)));
    assertEquals(
        Optional.of(ChainRefusal.EXPIRED), chain.verify(ROOTS, Set.of(), END.plusSeconds(1)));
  }

  @Test
  void everyCertificateButThePinnedRootMustHold() {
    var early =
        content("Root", "Issuer", ISSUER, BEGIN, AT.minusSeconds(1), AUTHORITY).signedBy(ROOT);
    assertEquals(
        Optional.of(ChainRefusal.EXPIRED),
        chain(LEAF_CERTIFICATE, early, ROOT_CERTIFICATE).verify(ROOTS, Set.of(), AT));
    // The pinned key below another certificate is an issuer like any other.
    var top = certificate("Top", STRANGER, "Top", STRANGER, AUTHORITY);
    var cross =
        content("Top", "Root", ROOT, BEGIN, AT.minusSeconds(1), AUTHORITY).signedBy(STRANGER);
    assertEquals(
        Optional.of(ChainRefusal.EXPIRED),
        chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, cross, top).dates(ROOTS, AT));
  }

  @Test
  void refusesARevokedSerialNumberWhereverItStands() {
    var chain = chain(LEAF_CERTIFICATE, ISSUER_CERTIFICATE, ROOT_CERTIFICATE);
    for (ChainCertificate certificate : chain.certificates()) {
      assertEquals(
          Optional.of(ChainRefusal.REVOKED), chain.revocation(Set.of(certificate.serial())));
      assertEquals(
          Optional.of(ChainRefusal.REVOKED), chain.verify(ROOTS, Set.of(certificate.serial()), AT));
    }
    assertEquals(Optional.empty(), chain.revocation(Set.of(BigInteger.ZERO)));
  }

  @Test
  void refusesACriticalExtensionThatNothingEnforces() {
    var content = Bytes.of((byte) 5, (byte) 0);
    var critical = new CertificateExtension("1.2.3", Criticality.CRITICAL, content);
    var harmless = new CertificateExtension("1.2.3", Criticality.NOT_CRITICAL, content);
    assertEquals(
        Outcome.refused(ChainRefusal.UNKNOWN_CRITICAL_EXTENSION),
        ChainCertificate.parse(certificate("Issuer", ISSUER, "Leaf", LEAF, List.of(critical))));
    var read =
        ChainCertificate.parse(certificate("Issuer", ISSUER, "Leaf", LEAF, List.of(harmless)))
            .orFault();
    assertEquals(Optional.of(content), read.extension("1.2.3"));
    assertEquals(Optional.empty(), read.extension("1.2.4"));
  }

  @Test
  void refusesNoneAndTooManyCertificates() {
    var many = Collections.nCopies(CertificateChain.MAX_LENGTH + 1, LEAF_CERTIFICATE);
    assertEquals(Outcome.refused(ChainRefusal.WRONG_SIZE), CertificateChain.parse(List.of()));
    assertEquals(Outcome.refused(ChainRefusal.WRONG_SIZE), CertificateChain.parse(many));
    assertTrue(
        CertificateChain.parse(many.subList(0, CertificateChain.MAX_LENGTH))
            instanceof Outcome.Passed);
  }

  @Test
  void refusesWhatIsNoCertificateToItsLastByte() {
    var trailing = Bytes.concat(LEAF_CERTIFICATE, Bytes.of((byte) 0));
    var cut = LEAF_CERTIFICATE.slice(0, LEAF_CERTIFICATE.size() - 1);
    var pem = Bytes.utf8("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    for (Bytes bytes : List.of(Bytes.empty(), trailing, cut, pem, Bytes.fromHex("3000"))) {
      assertEquals(Outcome.refused(ChainRefusal.MALFORMED), CertificateChain.parse(List.of(bytes)));
    }
    var large = Bytes.of(new byte[ChainCertificate.MAX_SIZE + 1]);
    assertEquals(Outcome.refused(ChainRefusal.WRONG_SIZE), CertificateChain.parse(List.of(large)));
  }

  /** The JDK takes a last octet of seven bits for a signature of as many octets. */
  @Test
  void refusesASignatureInAnotherSpelling() {
    var at = LEAF_CERTIFICATE.size() - signatureSize(LEAF_CERTIFICATE) - 1;
    for (int unused = 1; unused < Byte.SIZE; unused++) {
      byte[] respelt = LEAF_CERTIFICATE.toArray();
      assertEquals(0, respelt[at]);
      respelt[at] = (byte) unused;
      assertEquals(
          Outcome.refused(ChainRefusal.MALFORMED), ChainCertificate.parse(Bytes.of(respelt)));
    }
  }

  @Test
  void readsWhatASubjectIsCalled() {
    var chain = chain(certificate("Issuer", ISSUER, "A,O=TEE,OU=x+OU=y", LEAF, END_ENTITY));
    assertEquals(List.of("TEE"), chain.leaf().subject("2.5.4.10"));
    assertEquals(List.of("x", "y"), chain.leaf().subject("2.5.4.11"));
    assertEquals(List.of(), chain.leaf().subject("2.5.4.12"));
  }

  /** The signature's size is in the low bits of the length in front of the bit string. */
  private static int signatureSize(Bytes certificate) {
    var signatures = new ArrayList<Integer>();
    for (int size = 70; size <= 72; size++) {
      int from = certificate.size() - size;
      if (certificate.at(from - 3) == 3
          && certificate.at(from - 2) == size + 1
          && certificate.at(from) == 0x30) {
        signatures.add(size);
      }
    }
    assertEquals(1, signatures.size());
    return signatures.getFirst();
  }

  private static CertificateChain chain(Bytes... certificates) {
    return CertificateChain.parse(List.of(certificates)).orFault();
  }

  private static Bytes certificate(
      String issuer,
      Signer signedBy,
      String subject,
      Signer subjectKey,
      List<CertificateExtension> extensions) {
    return content(issuer, subject, subjectKey, BEGIN, END, extensions).signedBy(signedBy);
  }

  private static CertificateContent content(
      String issuer,
      String subject,
      Signer subjectKey,
      Instant from,
      Instant until,
      List<CertificateExtension> extensions) {
    var serial = new BigInteger(1, Digest.of(Bytes.utf8(issuer + subject)).value().toArray());
    return new CertificateContent(
        "CN=" + issuer, "CN=" + subject, key(subjectKey), serial, from, until, extensions);
  }

  private static CertificateExtension authority(int pathLength) {
    return new CertificateExtension(
        "2.5.29.19",
        Criticality.CRITICAL,
        Der.encode(DerItem.Sequence.of(new DerItem.Bool(true), DerItem.integer(pathLength))));
  }

  private static VerificationKey key(Signer signer) {
    return VerificationKey.of(signer.publicKey());
  }

  private static Signer signer(String words) {
    var scalar = SecretBytes.takeOver(Digest.of(Bytes.utf8(words)).value().toArray());
    return SoftwareSigner.of(Algorithm.ES256, scalar).orFault();
  }
}
