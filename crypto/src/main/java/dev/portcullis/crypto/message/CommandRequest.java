package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import java.util.List;

/**
 * A command with everything that proves it, countersigned by the back-end.
 *
 * @param command the encoded command, exactly as the phone sent it
 * @param app the app's attestation, which the command names by its digest
 * @param grants the encoded grants from the phone's key up to an owner the vehicle knows, 1 to 4,
 *     the one that the command names first
 * @param backEnd the back-end's attestation, whose key countersigned
 * @param backEndTime seconds since 1970 by the back-end's clock; journalled and nothing else
 * @param policySequence the newest policy the back-end knows of, not negative
 * @param revocationSequence the newest revocation list the back-end knows of, not negative
 */
public record CommandRequest(
    Bytes command,
    Attestation app,
    List<Bytes> grants,
    Attestation backEnd,
    long backEndTime,
    long policySequence,
    long revocationSequence) {

  /** Checks what the codec has already refused. */
  public CommandRequest {
    grants = List.copyOf(grants);
    if (grants.isEmpty()
        || grants.size() > Limits.GRANTS
        || backEndTime < 0
        || backEndTime > Limits.LAST_SECOND
        || policySequence < 0
        || revocationSequence < 0) {
      throw new IllegalArgumentException("a request out of its ranges");
    }
  }
}
