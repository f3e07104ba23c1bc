package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Optional;

/**
 * Raw evidence of a platform about a key and an app (RFC 9334), not yet appraised.
 *
 * @param format the platform's format, such as {@code android-key}; 1 to 32 characters
 * @param document 1 to 32,768 bytes in that format
 * @param keyId the identifier of the app's own key, for App Attest and for nothing else: the
 *     SHA-256 that the platform hands the app
 */
public record Evidence(String format, Bytes document, Optional<Digest> keyId) {

  /** Checks the sizes. */
  public Evidence {
    if (!Attestation.hasFormatSize(format) || !hasDocumentSize(document)) {
      throw new IllegalArgumentException("evidence out of its limits: " + format);
    }
  }

  static boolean hasDocumentSize(Bytes document) {
    return !document.isEmpty() && document.size() <= Limits.EVIDENCE_BYTES;
  }
}
