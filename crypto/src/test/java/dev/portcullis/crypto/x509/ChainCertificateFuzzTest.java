package dev.portcullis.crypto.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Set;

/** Whatever the bytes are, reading them as a certificate is answered, and so is every question. */
final class ChainCertificateFuzzTest {

  @FuzzTest
  void anyCertificateIsAnswered(byte[] der) {
    var bytes = Bytes.of(der);
    if (ChainCertificate.parse(bytes)
        instanceof Outcome.Passed<ChainCertificate, ChainRefusal>(var certificate)) {
      if (!certificate.encoded().equals(bytes)) {
        throw new AssertionError("not what was read");
      }
      var said =
          List.of(
              certificate.toString(),
              certificate.extension("2.5.29.15"),
              certificate.extension("1.3.6.1.4.1.11129.2.1.17"),
              certificate.subject("2.5.4.10"));
      if (said.isEmpty()) {
        throw new AssertionError("it says nothing");
      }
      var chain = CertificateChain.parse(List.of(bytes, bytes)).orFault();
      if (chain.verify(Set.of(), Set.of(certificate.serial()), certificate.notBefore()).isEmpty()) {
        throw new AssertionError("a stranger's certificate passed");
      }
    }
  }
}
