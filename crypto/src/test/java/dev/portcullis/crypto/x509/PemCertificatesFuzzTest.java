package dev.portcullis.crypto.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whatever a file holds, reading it is answered, and what was read is written as it was read. */
final class PemCertificatesFuzzTest {

  @FuzzTest
  void anyFileIsAnswered(byte[] content) {
    if (PemCertificates.parse(Bytes.of(content), "fuzz")
        instanceof Outcome.Passed<List<X509Certificate>, ?>(var certificates)) {
      var again = PemCertificates.parse(PemCertificates.encode(certificates), "again").orFault();
      if (!again.equals(certificates)) {
        throw new AssertionError("read differently the second time");
      }
      if (TrustAnchors.of(certificates, "fuzz") instanceof Outcome.Passed<TrustAnchors, ?>(var a)
          && a.authorities().size() != certificates.size()) {
        throw new AssertionError("an authority was lost");
      }
      for (X509Certificate certificate : certificates) {
        if (CertificateNames.of(certificate) instanceof Outcome.Passed<CertificateNames, ?>(var n)
            && n.commonName().isPresent()
            && n.commonName().get().isEmpty()) {
          return;
        }
      }
    }
  }
}
