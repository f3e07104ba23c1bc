package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.json.JsonValue.Members;
import java.util.List;

/**
 * A metadata file as it came.
 *
 * @param bytes the file itself, which is what gets stored
 * @param signed what the signers mean
 * @param payload the canonical form of {@code signed}, which the signatures are over
 * @param signatures each key identifier once
 */
public record Document(Bytes bytes, Members signed, Bytes payload, List<RoleSignature> signatures) {

  /** Copies the signatures. */
  public Document {
    signatures = List.copyOf(signatures);
  }
}
