package dev.portcullis.bench;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.CommandRequest;
import dev.portcullis.crypto.message.CommandRequestCodec;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.Uses;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A genuine request of the usual size, and whoever signed its parts. */
final class Messages {

  private static final int USUAL_ATTESTATION_BYTES = 900;

  private final SecureRandom random = new SecureRandom();
  private final VehicleId vehicle = VehicleId.random(random);
  private final SoftwareSigner owner = SoftwareSigner.generate(Algorithm.ES256, random);

  final SoftwareSigner phone = SoftwareSigner.generate(Algorithm.ES256, random);
  final SoftwareSigner backEnd = SoftwareSigner.generate(Algorithm.ES256, random);
  final Bytes command = CommandCodec.sign(command(), phone);
  final Bytes request = CommandRequestCodec.sign(request(), backEnd);

  private Command command() {
    return new Command(
        vehicle,
        CommandId.random(random),
        CommandName.UNLOCK,
        new Arguments.None(),
        BootId.random(random),
        7,
        Nonce.random(random),
        Channel.REMOTE,
        new Counter(41),
        Duration.ofSeconds(30),
        Digest.of(Bytes.utf8("grant")),
        Digest.of(Bytes.utf8("attestation")),
        ReplyHandle.random(random),
        AgreementKeyPair.generate(random).publicKey());
  }

  private CommandRequest request() {
    Grant grant =
        new Grant(
            GrantId.random(random),
            vehicle,
            1,
            phone.publicKey(),
            Role.OWNER,
            List.of(CommandName.LOCK, CommandName.UNLOCK),
            List.of(Channel.REMOTE, Channel.LOCAL),
            Instant.EPOCH,
            Grant.WITHOUT_END,
            new Uses.Unlimited());
    Attestation attestation =
        new Attestation("ear+jwt", Bytes.utf8("a".repeat(USUAL_ATTESTATION_BYTES)));
    return new CommandRequest(
        command,
        attestation,
        List.of(GrantCodec.sign(grant, owner)),
        attestation,
        1_800_000_000,
        1,
        1);
  }
}
