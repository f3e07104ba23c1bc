package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.x509.CertificateChain;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An attestation document taken apart, of which nothing is proven. */
public final class NitroDocument {

  private final SignedPayload signed;
  private final Content content;

  private NitroDocument(SignedPayload signed, Content content) {
    this.signed = signed;
    this.content = content;
  }

  /**
   * What a document says.
   *
   * @param timestamp when it was made, to the millisecond
   * @param registers the values of the platform configuration registers by their number, 0 to 31
   * @param chain its certificates, the leaf first
   * @param publicKey what the workload calls its public key: up to 1024 bytes
   * @param nonce what the workload was asked to prove its freshness with: up to 1024 bytes
   */
  record Content(
      Instant timestamp,
      SortedMap<Integer, Bytes> registers,
      CertificateChain chain,
      Optional<Bytes> publicKey,
      Optional<Bytes> nonce) {

    Content {
      registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
    }
  }

  static Outcome<NitroDocument, AttestationRefusal> parse(Bytes document) {
    return SignedPayload.parse(document)
        .then(signed ->
            PayloadReader.read(signed.payload()).map(said -> new NitroDocument(signed, said)));
  }

  SignedPayload signed() {
    return signed;
  }

  Content content() {
    return content;
  }
}
