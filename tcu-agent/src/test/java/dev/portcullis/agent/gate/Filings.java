package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.EvidenceAppraiser.Appraised;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.Consent;
import dev.portcullis.crypto.message.ConsentCodec;
import dev.portcullis.crypto.message.EnrolmentContext;
import dev.portcullis.crypto.message.Evidence;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.GrantId;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.HandOverId;
import dev.portcullis.crypto.message.HandOverReason;
import dev.portcullis.crypto.message.KeyEnrolment;
import dev.portcullis.crypto.message.KeyEnrolmentCodec;
import dev.portcullis.crypto.message.KeyRevocation;
import dev.portcullis.crypto.message.KeyRevocationCodec;
import dev.portcullis.crypto.message.Offer;
import dev.portcullis.crypto.message.OfferCodec;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.Revocations;
import dev.portcullis.crypto.message.RevocationsCodec;
import dev.portcullis.crypto.message.Role;
import dev.portcullis.crypto.message.StatementId;
import dev.portcullis.crypto.message.WindowRequest;
import dev.portcullis.crypto.message.WindowRequestCodec;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What owners, new keys and the manufacturer file, genuine until the caller says otherwise. */
final class Filings {

  /** The serial number of the certificate that {@link #evidence} hangs on. */
  static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private Filings() {}

  /** A grant of everything in another epoch than {@link People#EPOCH}. */
  static Bytes grant(PublicKey key, Role role, long epoch, Signer by) {
    var usual = People.grant(key, role);
    return GrantCodec.sign(
        new Grant(
            GrantId.random(People.RANDOM),
            usual.vehicle(),
            epoch,
            key,
            role,
            usual.commands(),
            usual.channels(),
            usual.notBefore(),
            usual.notAfter(),
            usual.uses()),
        by);
  }

  /** By the owner who was installed. */
  static Bytes byTheOwner(Bytes statement) {
    return OwnerStatementCodec.encode(statement, List.of(People.OWNER_GRANT));
  }

  static Bytes windowRequest(GateWorld world, Signer by) {
    var beacons = world.beacons;
    long slot = beacons.slot();
    return WindowRequestCodec.sign(
        new WindowRequest(
            People.VEHICLE,
            StatementId.random(People.RANDOM),
            beacons.boot(),
            slot,
            beacons.nonce(slot)),
        by);
  }

  static Bytes revocation(Signer by, PublicKey... keys) {
    return revocation(People.EPOCH, by, thumbprints(keys));
  }

  static Bytes revocation(long epoch, Signer by, List<Digest> keys) {
    return KeyRevocationCodec.sign(
        new KeyRevocation(People.VEHICLE, StatementId.random(People.RANDOM), epoch, rising(keys)),
        by);
  }

  static Bytes consent(Bytes handOver, Signer by) {
    return ConsentCodec.sign(
        new Consent(
            People.VEHICLE,
            StatementId.random(People.RANDOM),
            HandOverCodec.parse(handOver).orFault().digest()),
        by);
  }

  static HandOver handOverTo(PublicKey owner, long epoch) {
    return new HandOver(
        HandOverId.random(People.RANDOM),
        People.VEHICLE,
        People.CAR.publicKey().thumbprint(),
        owner,
        epoch,
        HandOverReason.SALE);
  }

  /** Signed by two of the authority's three keys. */
  static Bytes signed(HandOver handOver) {
    return signed(handOver, People.AUTHORITY.subList(0, 2));
  }

  static Bytes signed(HandOver handOver, List<? extends Signer> by) {
    var payload = HandOverCodec.payload(handOver);
    return HandOverCodec.encode(payload, DetachedSignatures.sign(by, HandOverCodec.TYPE, payload));
  }

  static Bytes revocations(long sequence, long after, PublicKey... keys) {
    return revocations(sequence, after, thumbprints(keys), List.of());
  }

  static Bytes revocations(
      long sequence, long after, List<Digest> keys, List<BigInteger> certificates) {
    return RevocationsCodec.sign(
        new Revocations(sequence, after, rising(keys), certificates), People.REVOKER);
  }

  /** A checkpoint that the car signed in another life. */
  static Bytes checkpoint(long count, GateWorld world) {
    return CheckpointCodec.sign(
        new Checkpoint(
            People.VEHICLE,
            count,
            People.EPOCH,
            Checkpoint.digestOf(List.of(People.STRANGER.publicKey().thumbprint())),
            People.POLICY_SEQUENCE,
            People.REVOCATION_SEQUENCE,
            world.beacons.boot()),
        People.CAR);
  }

  /** One that is older than anything, with a signature that does not hold: nothing comes of it. */
  static Bytes echoOfNothing(GateWorld world) {
    return Draft.withAFlippedBit(checkpoint(1, world));
  }

  /** The offer of the window that is open. */
  static Offer offer(GateWorld world) {
    return OfferCodec.parse(world.gate.offer().orElseThrow())
        .orFault()
        .verify(People.CAR.publicKey())
        .orFault();
  }

  static Bytes enrolment(EnrolmentContext context, Signer key, Optional<Evidence> evidence) {
    return KeyEnrolmentCodec.sign(
        new KeyEnrolment(People.VEHICLE, context, key.publicKey(), evidence), key);
  }

  /** What {@link #appraise} accepts: it is made for this context and this key. */
  static Optional<Evidence> evidence(EnrolmentContext context, Signer key) {
    return Optional.of(new Evidence("test", context.clientData(key.publicKey()), Optional.empty()));
  }

  /** The appraiser of these tests: strict about context, key and the one certificate. */
  static Outcome<Appraised, AttestationRefusal> appraise(
      KeyEnrolment enrolment, Evidence evidence, Set<BigInteger> revoked) {
    if (!evidence.document().equals(enrolment.context().clientData(enrolment.key()))) {
      return Outcome.refused(AttestationRefusal.WRONG_CHALLENGE);
    }
    return revoked.contains(SERIAL)
        ? Outcome.refused(AttestationRefusal.CERTIFICATE_REVOKED)
        : Outcome.passed(new Appraised(KeyProtection.STRONG_BOX, People.APP));
  }

  static List<Digest> thumbprints(PublicKey... keys) {
    return Arrays.stream(keys).map(PublicKey::thumbprint).toList();
  }

  static List<Digest> rising(List<Digest> keys) {
    return keys.stream().distinct().sorted(Comparator.comparing(Digest::value)).toList();
  }
}
