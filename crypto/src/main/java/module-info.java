import org.jspecify.annotations.NullMarked;

/**
 * Values, wire formats and proofs: strict CBOR and COSE, the messages of the protocol, attestation
 * results, keys, TLS and durable state. The packages {@code message} and {@code attest} are the
 * public contract a phone or a back-end builds on.
 */
@NullMarked
module dev.portcullis.crypto {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires jdk.crypto.cryptoki;
  requires org.bouncycastle.provider;

  exports dev.portcullis.crypto;
  exports dev.portcullis.crypto.attest;
  exports dev.portcullis.crypto.attest.android;
  exports dev.portcullis.crypto.attest.apple;
  exports dev.portcullis.crypto.attest.nitro;
  exports dev.portcullis.crypto.attest.token;
  exports dev.portcullis.crypto.cbor;
  exports dev.portcullis.crypto.cmac;
  exports dev.portcullis.crypto.cose;
  exports dev.portcullis.crypto.der;
  exports dev.portcullis.crypto.durable;
  exports dev.portcullis.crypto.keys;
  exports dev.portcullis.crypto.message;
  exports dev.portcullis.crypto.signature;
  exports dev.portcullis.crypto.tls;
  exports dev.portcullis.crypto.x509;
}
