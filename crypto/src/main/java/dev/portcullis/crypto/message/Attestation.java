package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;

/**
 * An Attestation Result as it travels (RFC 9334), not yet appraised.
 *
 * @param format how the result is encoded and who makes it, such as {@code ear+jwt}; 1 to 32
 *     characters
 * @param result up to 16,384 bytes in that format; none where the sender has no appraisal to show
 */
public record Attestation(String format, Bytes result) {

  /** Checks the sizes. */
  public Attestation {
    if (!Attestation.hasFormatSize(format) || !Attestation.hasResultSize(result)) {
      throw new IllegalArgumentException("an attestation out of its limits: " + format);
    }
  }

  /** The digest of the encoded array, which a command names. */
  public Digest digest() {
    return Digest.of(Cbor.encode(item()));
  }

  CborItem item() {
    return CborArray.of(CborItem.text(format), CborItem.bytes(result));
  }

  static boolean hasFormatSize(String format) {
    return !format.isEmpty() && format.length() <= Limits.ATTESTATION_FORMAT_CHARACTERS;
  }

  static boolean hasResultSize(Bytes result) {
    return result.size() <= Limits.ATTESTATION_RESULT_BYTES;
  }
}
