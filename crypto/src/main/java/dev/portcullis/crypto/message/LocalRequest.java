package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A command with everything that proves it, straight from the phone. Nobody signs the whole: a
 * lease stands for the back-end's countersignature.
 *
 * @param command the encoded command
 * @param app the app's attestation, which the command names by its digest
 * @param grants the encoded grants from the phone's key up to an owner the vehicle knows, 1 to 4,
 *     the one that the command names first
 * @param leased what the back-end gave the phone beforehand; an owner's phone that has none can
 *     still lock and unlock where presence is proven
 */
public record LocalRequest(
    Bytes command, Attestation app, List<Bytes> grants, Optional<Leased> leased) {

  /** Checks what the codec has already refused. */
  public LocalRequest {
    grants = List.copyOf(grants);
    if (grants.isEmpty() || grants.size() > Limits.GRANTS) {
      throw new IllegalArgumentException("a local request out of its ranges");
    }
  }

  /**
   * A lease and who issued it.
   *
   * @param lease the encoded lease
   * @param backEnd the attestation of the back-end whose key signed it
   */
  public record Leased(Bytes lease, Attestation backEnd) {}
}
