package dev.portcullis.crypto.attest.token;

/** How an issuer writes its EARs. */
public record EarForm(TokenEncoding encoding, EarProfile profile) {

  /** The format's name in an attestation. */
  public String format() {
    return EarFormat.name(encoding);
  }
}
