package dev.portcullis.agent.gate;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.token.TrustTier;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.Tagged;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;
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
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.VehicleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A request in the making: genuine in everything, until one thing is changed. */
final class Draft {

  static final String COMMAND_TYPE = "portcullis/command/1";

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 16, 1000);
  private static final AgreementKeyPair REPLY = AgreementKeyPair.generate(People.RANDOM);

  Signer phone = People.OWNER;
  VehicleId vehicle = People.VEHICLE;
  CommandId id = CommandId.random(People.RANDOM);
  CommandName name = CommandName.UNLOCK;
  Arguments arguments = new Arguments.None();
  BootId boot;
  long slot;
  Nonce nonce;
  Channel channel = Channel.REMOTE;
  long counter;
  Duration lifetime = Duration.ofSeconds(60);
  List<Bytes> grants = List.of(People.OWNER_GRANT);
  Optional<Digest> grantDigest = Optional.empty();
  Optional<Attestation> app = Optional.empty();
  Optional<Digest> attestationDigest = Optional.empty();
  Signer backEnd = People.BACK_END;
  Attestation backEndAttestation = People.BACK_END_EAR;
  long backEndTime = People.NOW.getEpochSecond();
  long policySequence = People.POLICY_SEQUENCE;
  long revocationSequence = People.REVOCATION_SEQUENCE;
  UnaryOperator<Bytes> alterCommand = bytes -> bytes;
  UnaryOperator<Bytes> alterRequest = bytes -> bytes;

  Draft(BootId boot, long slot, Nonce nonce, long counter) {
    this.boot = boot;
    this.slot = slot;
    this.nonce = nonce;
    this.counter = counter;
  }

  /** The same, by the driver whom the owner granted everything. */
  Draft byTheDriver() {
    return by(People.DRIVER, People.DRIVER_GRANT);
  }

  /** The same, by {@code holder}, whom {@code granted} makes what it is, in the owner's name. */
  @CanIgnoreReturnValue
  Draft by(Signer holder, Bytes granted) {
    signedBy(holder, granted);
    return this;
  }

  /** Lets {@code holder}, whom {@code granted} makes what it is, sign this one. */
  void signedBy(Signer holder, Bytes granted) {
    phone = holder;
    grants = List.of(granted, People.OWNER_GRANT);
  }

  AgreementKeyPair replyKey() {
    return REPLY;
  }

  Command command() {
    return new Command(
        vehicle,
        id,
        name,
        arguments,
        boot,
        slot,
        nonce,
        channel,
        new Counter(counter),
        lifetime,
        grantDigest.orElseGet(() -> GrantCodec.parse(grants.getFirst()).orFault().digest()),
        attestationDigest.orElseGet(() -> appAttestation().digest()),
        new ReplyHandle(Bytes.of(new byte[16])),
        REPLY.publicKey());
  }

  private Attestation appAttestation() {
    if (app.isEmpty()) {
      app = Optional.of(People.ear(AttesterRole.APP, phone.publicKey(), TrustTier.AFFIRMING));
    }
    return app.get();
  }

  Bytes signedCommand() {
    return alterCommand.apply(CommandCodec.sign(command(), phone));
  }

  /** The request with a command that was signed before. */
  Bytes around(Bytes signedCommand) {
    return alterRequest.apply(
        CommandRequestCodec.sign(
            new CommandRequest(
                signedCommand,
                appAttestation(),
                grants,
                backEndAttestation,
                backEndTime,
                policySequence,
                revocationSequence),
            backEnd));
  }

  Bytes build() {
    return around(signedCommand());
  }

  /** The structure with another signature, which may be none. */
  static Bytes withSignature(Bytes signed, Bytes signature) {
    var parts = new ArrayList<>(parts(signed));
    parts.set(3, new ByteString(signature));
    return Cbor.encode(new Tagged(18, new CborArray(parts)));
  }

  /** The structure with one bit of its signature flipped. */
  static Bytes withAFlippedBit(Bytes signed) {
    byte[] bytes = signed.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }

  /** The command with another value at {@code field}, signed by {@code signer} as it is then. */
  static Bytes withField(Bytes command, long field, CborItem value, Signer signer) {
    var payload = ((ByteString) parts(command).get(2)).value();
    var entries = new ArrayList<>(((CborMap) Cbor.decode(payload, LIMITS).orFault()).entries());
    entries.replaceAll(entry ->
        entry.key().equals(new Uint(field)) ? new CborMap.Entry(entry.key(), value) : entry);
    return Sign1.sign(signer, COMMAND_TYPE, Cbor.encode(CborMap.sorted(entries)));
  }

  private static List<CborItem> parts(Bytes signed) {
    return ((CborArray) ((Tagged) Cbor.decode(signed, LIMITS).orFault()).content()).items();
  }
}
