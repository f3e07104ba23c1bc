package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.simulator.phone.SignedCommand;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The two steps between a phone's command and a request: wrap it with everything that proves it,
 * and countersign the whole. Each stands alone, so that an attacker can change what comes between.
 */
public final class Countersigner {

  private final Signer signer;
  private final Supplier<Attestation> attestation;
  private final Supplier<Sequences> sequences;
  private final InstantSource clock;

  /**
   * A countersigner.
   *
   * @param attestation the back-end's Attestation Result, whose confirmation key is the signer's
   */
  public Countersigner(
      Signer signer,
      Supplier<Attestation> attestation,
      Supplier<Sequences> sequences,
      InstantSource clock) {
    this.signer = signer;
    this.attestation = attestation;
    this.sequences = sequences;
    this.clock = clock;
  }

  /** The key that an Attestation Result for this back-end must name. */
  public PublicKey publicKey() {
    return signer.publicKey();
  }

  /** The request for {@code command}, not yet signed. */
  public CommandRequest wrap(SignedCommand command) {
    var known = sequences.get();
    return new CommandRequest(
        command.command(),
        command.app(),
        command.grants(),
        attestation.get(),
        clock.instant().getEpochSecond(),
        known.policy(),
        known.revocation());
  }

  /** The encoded request, countersigned. */
  public Bytes sign(CommandRequest request) {
    return CommandRequestCodec.sign(request, signer);
  }

  /** Both steps. */
  public Bytes countersign(SignedCommand command) {
    return sign(wrap(command));
  }
}
