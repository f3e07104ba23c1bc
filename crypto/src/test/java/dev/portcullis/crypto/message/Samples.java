package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.EphemeralPrivateKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One genuine message of each kind, by fixed keys. Private keys are SHA-256 of their names. */
final class Samples {

  static final SoftwareSigner PHONE = signer(Algorithm.ES256, "phone");
  static final SoftwareSigner OWNER = signer(Algorithm.ES256, "owner");
  static final SoftwareSigner BACK_END = signer(Algorithm.ES256, "back-end");
  static final SoftwareSigner VEHICLE = signer(Algorithm.ES256, "vehicle");
  static final SoftwareSigner TIME = signer(Algorithm.EDDSA, "time");
  static final EphemeralPrivateKey REPLY = EphemeralPrivateKey.of(secret("reply")).orFault();

  private static final VehicleId VEHICLE_ID = new VehicleId(id("vehicle id"));
  private static final BootId BOOT = new BootId(id("boot"));
  private static final Nonce NONCE = new Nonce(id("nonce"));
  private static final CommandId COMMAND_ID = new CommandId(id("command id"));
  private static final Instant TIME_NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int SLOT = 41;

  private Samples() {}

  static Grant grant() {
    return new Grant(
        new GrantId(id("grant id")),
        VEHICLE_ID,
        1,
        PHONE.publicKey(),
        Role.DRIVER,
        List.of(CommandName.LOCK, CommandName.UNLOCK, CommandName.START),
        List.of(Channel.REMOTE, Channel.LOCAL),
        TIME_NOW,
        TIME_NOW.plus(Duration.ofDays(30)),
        new Uses.Counted(100));
  }

  static Attestation appAttestation() {
    return new Attestation("ear+jwt", Bytes.utf8("an appraisal of the app"));
  }

  static Command command() {
    return command(CommandName.UNLOCK, new Arguments.None());
  }

  static Command command(CommandName name, Arguments arguments) {
    return new Command(
        VEHICLE_ID,
        COMMAND_ID,
        name,
        arguments,
        BOOT,
        SLOT,
        NONCE,
        Channel.REMOTE,
        new Counter(7),
        Duration.ofSeconds(20),
        GrantCodec.parse(GrantCodec.sign(grant(), OWNER)).orFault().digest(),
        appAttestation().digest(),
        new ReplyHandle(id("reply handle")),
        REPLY.publicKey());
  }

  static CommandRequest request() {
    return new CommandRequest(
        CommandCodec.sign(command(), PHONE),
        appAttestation(),
        List.of(GrantCodec.sign(grant(), OWNER)),
        new Attestation("ear+jwt", Bytes.utf8("an appraisal of the back-end")),
        TIME_NOW.getEpochSecond(),
        3,
        9);
  }

  static Beacon beacon() {
    return new Beacon(VEHICLE_ID, BOOT, SLOT, NONCE, Duration.ofSeconds(60), 3, 9, "0.1.0");
  }

  static TimeStatement time() {
    return new TimeStatement(VEHICLE_ID, BOOT, NONCE, TIME_NOW);
  }

  static ReceiptDetail detail() {
    return new ReceiptDetail(
        Optional.of(RefusalCode.NOT_STANDING),
        new Advice.After(Duration.ofSeconds(10)),
        Map.of("speed", "moving", "doors", "locked"));
  }

  static Receipt receipt() {
    return receipt(Optional.of(BeaconCodec.sign(beacon(), VEHICLE)));
  }

  static Receipt receipt(Optional<Bytes> beacon) {
    Digest digest = CommandCodec.parse(CommandCodec.sign(command(), PHONE)).orFault().digest();
    return new Receipt(
        VEHICLE_ID,
        COMMAND_ID,
        digest,
        ReceiptOutcome.REFUSED,
        Optional.of(
            ReceiptDetailCodec.seal(detail(), command(), digest, new FixedRandom("sealing"))),
        BOOT,
        12,
        beacon);
  }

  private static SoftwareSigner signer(Algorithm algorithm, String name) {
    return SoftwareSigner.of(algorithm, secret(name)).orFault();
  }

  private static SecretBytes secret(String name) {
    return SecretBytes.takeOver(Digest.of(Bytes.utf8(name)).value().toArray());
  }

  private static Bytes id(String name) {
    return Digest.of(Bytes.utf8(name)).value().slice(0, Id16.SIZE);
  }
}
