package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One genuine message of each kind, by fixed keys. Private keys are SHA-256 of their names. */
final class Samples {

  static final SoftwareSigner PHONE = signer(Algorithm.ES256, "phone");
  static final SoftwareSigner OWNER = signer(Algorithm.ES256, "owner");
  static final SoftwareSigner BACK_END = signer(Algorithm.ES256, "back-end");
  static final SoftwareSigner VEHICLE = signer(Algorithm.ES256, "vehicle");
  static final SoftwareSigner TIME = signer(Algorithm.EDDSA, "time");
  static final SoftwareSigner REVOCATION = signer(Algorithm.EDDSA, "revocation");
  static final SoftwareSigner BUYER = signer(Algorithm.ES256, "buyer");
  static final List<SoftwareSigner> POLICY_KEYS =
      List.of(
          signer(Algorithm.ES256, "policy-1"),
          signer(Algorithm.EDDSA, "policy-2"),
          signer(Algorithm.ES256, "policy-3"));
  static final SigningAuthority TWO_OF_THREE =
      new SigningAuthority(POLICY_KEYS.stream().map(SoftwareSigner::publicKey).toList(), 2);
  static final AgreementKeyPair REPLY = AgreementKeyPair.of(secret("reply")).orFault();

  private static final VehicleId VEHICLE_ID = new VehicleId(id("vehicle id"));
  private static final BootId BOOT = new BootId(id("boot"));
  private static final Nonce NONCE = new Nonce(id("nonce"));
  private static final CommandId COMMAND_ID = new CommandId(id("command id"));
  private static final StatementId STATEMENT_ID = new StatementId(id("statement id"));
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

  static Attestation backEndAttestation() {
    return new Attestation("ear+jwt", Bytes.utf8("an appraisal of the back-end"));
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
        backEndAttestation(),
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

  static WindowRequest window() {
    return new WindowRequest(VEHICLE_ID, STATEMENT_ID, BOOT, SLOT, NONCE);
  }

  static Offer offer() {
    return new Offer(
        VEHICLE_ID,
        new WindowNonce(id("window nonce")),
        VEHICLE.publicKey(),
        Duration.ofSeconds(47),
        Digest.of(Bytes.utf8("the key of the local link")));
  }

  static KeyEnrolment enrolment() {
    return new KeyEnrolment(
        VEHICLE_ID,
        offer().context(),
        PHONE.publicKey(),
        Optional.of(
            new Evidence("android-key", Bytes.utf8("certificates in DER"), Optional.empty())));
  }

  static KeyRevocation keyRevocation() {
    return new KeyRevocation(VEHICLE_ID, STATEMENT_ID, 1, digests("lost phone", "sold phone"));
  }

  static Revocations revocations() {
    return new Revocations(
        9,
        7,
        digests("a stolen back-end key", "a stolen phone"),
        List.of(new BigInteger("4096"), new BigInteger("c35747a084470c3135aeefe2b8d40cd6", 16)));
  }

  static Consent consent() {
    return new Consent(
        VEHICLE_ID, STATEMENT_ID, Digest.of(HandOverCodec.payload(handOver(HandOverReason.SALE))));
  }

  static HandOver handOver(HandOverReason reason) {
    return new HandOver(
        new HandOverId(id("hand-over id")),
        VEHICLE_ID,
        VEHICLE.publicKey().thumbprint(),
        BUYER.publicKey(),
        2,
        reason);
  }

  static Bytes handOver(List<SoftwareSigner> signers) {
    Bytes payload = HandOverCodec.payload(handOver(HandOverReason.SALE));
    return HandOverCodec.encode(
        payload, DetachedSignatures.sign(signers, HandOverCodec.TYPE, payload));
  }

  static Checkpoint checkpoint() {
    return new Checkpoint(
        VEHICLE_ID, 57, 1, Checkpoint.digestOf(keyRevocation().keys()), 3, 9, BOOT);
  }

  static Notice notice() {
    return new Notice(
        VEHICLE_ID,
        BOOT,
        3,
        new OwnerNotice.KeyEnrolled(PHONE.publicKey().thumbprint(), "com.example.carkey"));
  }

  static Lease lease() {
    return new Lease(
        new LeaseId(id("lease id")),
        VEHICLE_ID,
        PHONE.publicKey().thumbprint(),
        List.of(CommandName.LOCK, CommandName.UNLOCK),
        new Uses.Counted(50),
        BOOT,
        SLOT,
        TIME_NOW,
        Duration.ofHours(24),
        3,
        Stream.of(appAttestation().digest(), backEndAttestation().digest())
            .sorted(Comparator.comparing(Digest::value))
            .toList());
  }

  static LocalRequest local() {
    return new LocalRequest(
        CommandCodec.sign(command(), PHONE),
        appAttestation(),
        List.of(GrantCodec.sign(grant(), OWNER)),
        Optional.of(
            new LocalRequest.Leased(LeaseCodec.sign(lease(), BACK_END), backEndAttestation())));
  }

  static Bytes ownerGrant() {
    Grant whole = grant();
    return GrantCodec.sign(
        new Grant(
            new GrantId(id("owner grant id")),
            VEHICLE_ID,
            whole.epoch(),
            OWNER.publicKey(),
            Role.OWNER,
            List.of(CommandName.values()),
            List.of(Channel.values()),
            TIME_NOW,
            Grant.WITHOUT_END,
            new Uses.Unlimited()),
        OWNER);
  }

  private static List<Digest> digests(String... names) {
    return Stream.of(names)
        .map(name -> Digest.of(Bytes.utf8(name)))
        .sorted(Comparator.comparing(Digest::value))
        .toList();
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
