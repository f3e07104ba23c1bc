package dev.portcullis.crypto.attest.token;

/** What a claim or a member is called: by a name in JSON, by a name or a number in CBOR. */
sealed interface Label {

  /** A name. */
  record Named(String name) implements Label {}

  /** A number (RFC 8392 section 4). */
  record Numbered(long number) implements Label {}
}
