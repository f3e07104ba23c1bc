package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.Attestation;
import java.util.List;

/**
 * What a phone hands to the command service: its signed command and the proofs that go with it.
 *
 * @param command the encoded command
 * @param app the Attestation Result that the command names
 * @param grants the encoded grants, the one that the command names first
 */
public record SignedCommand(Bytes command, Attestation app, List<Bytes> grants) {

  /** Takes a copy of the grants. */
  public SignedCommand {
    grants = List.copyOf(grants);
  }
}
