package dev.portcullis.crypto.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.CertificateRefusal.Reason;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustAnchorsTest {

  private static final TestAuthority FIRST = new TestAuthority("first");
  private static final TestAuthority SECOND = new TestAuthority("second");

  @TempDir Path folder;

  @Test
  void readsOneOrMoreAuthorities() throws IOException {
    var both = List.of(FIRST.certificate(), SECOND.certificate());
    assertEquals(both, TrustAnchors.read(file(pem(both))).orFault().authorities());
    var separated = pem(both).replace("-----BEGIN", "\n\n-----BEGIN").replace("\n", "\r\n");
    assertEquals(both, TrustAnchors.read(file(separated)).orFault().authorities());
    assertEquals(2, TrustAnchors.read(file(separated)).orFault().pkix().size());
  }

  @Test
  void namesAMissingFile() {
    refuses(Reason.FILE_MISSING, TrustAnchors.read(folder.resolve("none")));
  }

  @Test
  void namesAFileItCannotRead() {
    refuses(Reason.FILE_UNREADABLE, TrustAnchors.read(folder));
  }

  @Test
  void namesAFileThatIsTooLarge() throws IOException {
    refuses(Reason.TOO_LARGE, TrustAnchors.read(file("\n".repeat(PemCertificates.MAX_SIZE + 1))));
  }

  @Test
  void namesAFileWithoutACertificate() throws IOException {
    refuses(Reason.NO_CERTIFICATE, TrustAnchors.read(file("\n")));
    refuses(Reason.NO_CERTIFICATE, TrustAnchors.of(List.of(), "nothing"));
  }

  @Test
  void refusesAnythingButCertificates() throws IOException {
    var pem = pem(List.of(FIRST.certificate()));
    for (String other :
        List.of(
            "comment\n" + pem,
            pem + "comment",
            pem.replace("CERTIFICATE", "PRIVATE KEY"),
            pem.replace("-----END CERTIFICATE-----\n", ""),
            pem.replace("-----END CERTIFICATE-----", "-----END CERTIFICATE----- "),
            pem.replaceFirst("MI", "M!"))) {
      refuses(Reason.NOT_PEM, TrustAnchors.read(file(other)));
    }
  }

  @Test
  void namesTheLineOfADamagedCertificate() throws IOException {
    var good = pem(List.of(FIRST.certificate()));
    var damaged = good + "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    var file = file(damaged);
    var reason = refusal(Reason.BAD_CERTIFICATE, TrustAnchors.read(file));
    assertEquals(file + ":" + (good.lines().count() + 1), reason.where());
  }

  @Test
  void refusesBytesBehindACertificate() throws Exception {
    var longer = Bytes.concat(Bytes.of(FIRST.certificate().getEncoded()), Bytes.of((byte) 0));
    var text =
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getEncoder().encodeToString(longer.toArray()));
    refuses(Reason.BAD_CERTIFICATE, TrustAnchors.read(file(text)));
  }

  @Test
  void refusesAnAuthorityListedTwice() throws IOException {
    var pem = pem(List.of(FIRST.certificate()));
    refuses(Reason.DUPLICATE, TrustAnchors.read(file(pem + pem)));
  }

  @Test
  void refusesARootStore() throws IOException {
    var many =
        IntStream.rangeClosed(0, PemCertificates.MAX_CERTIFICATES)
            .mapToObj(i -> new TestAuthority("authority " + i).certificate())
            .toList();
    refuses(Reason.TOO_MANY, TrustAnchors.read(file(pem(many))));
  }

  @Test
  void refusesACertificateThatMayNotIssue() throws IOException {
    var leaf = FIRST.issue("leaf", TestAuthority.newKeyPair().getPublic());
    refuses(Reason.NOT_AN_AUTHORITY, TrustAnchors.read(file(pem(List.of(leaf)))));
  }

  @Test
  void readsTheNamesAnAccessRuleLooksAt() {
    var certificate =
        FIRST.issue(
            "0011223344",
            TestAuthority.newKeyPair().getPublic(),
            TestAuthority.END,
            new GeneralName(GeneralName.dNSName, "broker.example"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://oem/commands"));
    assertEquals(
        Outcome.passed(
            new CertificateNames(
                Optional.of("0011223344"),
                List.of("broker.example"),
                List.of("127.0.0.1"),
                List.of("spiffe://oem/commands"))),
        CertificateNames.of(certificate));
  }

  @Test
  void aCertificateMayHaveNoNames() {
    var key = TestAuthority.newKeyPair().getPublic();
    var certificate = FIRST.issue(new X500Name("O=nobody"), key, TestAuthority.END);
    assertEquals(
        Outcome.passed(new CertificateNames(Optional.empty(), List.of(), List.of(), List.of())),
        CertificateNames.of(certificate));
  }

  @Test
  void refusesTwoCommonNames() {
    var key = TestAuthority.newKeyPair().getPublic();
    for (String subject : List.of("CN=a,CN=b", "CN=a+O=b")) {
      refuses(
          Reason.AMBIGUOUS_NAME,
          CertificateNames.of(FIRST.issue(new X500Name(subject), key, TestAuthority.END)));
    }
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("authorities.pem"), content);
  }

  private static String pem(List<X509Certificate> certificates) {
    return new String(PemCertificates.encode(certificates).toArray(), StandardCharsets.US_ASCII);
  }

  private static void refuses(Reason expected, Outcome<?, CertificateRefusal> outcome) {
    assertFalse(refusal(expected, outcome).reason().next().isEmpty());
  }

  private static CertificateRefusal refusal(
      Reason expected, Outcome<?, CertificateRefusal> outcome) {
    var refused = assertInstanceOf(Outcome.Refused.class, outcome);
    var reason = assertInstanceOf(CertificateRefusal.class, refused.reason());
    assertEquals(expected, reason.reason(), reason::toString);
    return reason;
  }
}
