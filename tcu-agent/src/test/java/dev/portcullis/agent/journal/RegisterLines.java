package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.HandOver;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.HandOverId;
import dev.portcullis.crypto.message.HandOverReason;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.VehicleId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lines that change the register, drawn at random; the state says whether one can follow. */
final class RegisterLines {

  private static final SecureRandom FRESH = new SecureRandom();
  private static final SoftwareSigner SOMEBODY = SoftwareSigner.generate(Algorithm.ES256, FRESH);

  private static final List<KeyProtection> PROTECTIONS = List.of(KeyProtection.values());
  private static final List<Standing> STANDINGS = List.of(Standing.values());

  private final Random random;

  RegisterLines(Random random) {
    this.random = random;
  }

  static Bytes handOver(long epoch) {
    var payload =
        HandOverCodec.payload(
            new HandOver(
                HandOverId.random(FRESH),
                VehicleId.random(FRESH),
                SOMEBODY.publicKey().thumbprint(),
                SOMEBODY.publicKey(),
                epoch,
                HandOverReason.SALE));
    return HandOverCodec.encode(
        payload, DetachedSignatures.sign(List.of(SOMEBODY), HandOverCodec.TYPE, payload));
  }

  RegisterEntry next(LedgerState state) {
    var register = state.register();
    return switch (random.nextInt(10)) {
      case 0 ->
          new RegisterEntry.KeyEnrolled(
              key(),
              PROTECTIONS.get(random.nextInt(PROTECTIONS.size())),
              "app " + random.nextInt(9));
      case 1 -> new RegisterEntry.KeyGranted(key(), standing());
      case 2, 3 -> answered(state);
      case 4 ->
          new RegisterEntry.RevocationsTaken(
              register.withdrawn().sequence() + random.nextInt(3),
              List.of(key()),
              List.of(BigInteger.valueOf(1 + random.nextInt(999))));
      case 5 -> new RegisterEntry.OwnerProvisioned(register.epoch() + random.nextInt(2));
      case 6 ->
          new RegisterEntry.HandOverWaits(
              handOver(register.epoch() + 1), boot(), random.nextLong() >>> 1);
      case 7 -> new RegisterEntry.NoticeCounted(random.nextInt(90_000), boot(), 17);
      case 8 ->
          new RegisterEntry.CheckpointMade(
              register.checkpoints().count() + random.nextInt(3), key());
      default ->
          random.nextBoolean()
              ? new RegisterEntry.StateRestored()
              : new RegisterEntry.RolledBack(
                  new LaterState(1 + random.nextInt(99), random.nextInt(9), key(), 7, 8));
    };
  }

  private RegisterEntry answered(LedgerState state) {
    var effect = effect(state.register());
    Optional<RefusalCode> refused =
        effect instanceof RegisterEntry.Effect.Nothing && random.nextBoolean()
            ? Optional.of(RefusalCode.BAD_GRANT)
            : Optional.empty();
    return new RegisterEntry.Answered(
        state.sequence() + 1, key(), refused, effect, Bytes.utf8("receipt " + random.nextInt()));
  }

  private RegisterEntry.Effect effect(Register register) {
    return switch (random.nextInt(5)) {
      case 0 -> new RegisterEntry.Effect.Granted(key(), standing());
      case 1 -> new RegisterEntry.Effect.Revoked(List.of(key(), key()));
      case 2 ->
          register
              .waiting()
              .<RegisterEntry.Effect>map(
                  waiting -> new RegisterEntry.Effect.Consented(waiting.digest()))
              .orElseGet(RegisterEntry.Effect.Nothing::new);
      case 3 ->
          new RegisterEntry.Effect.HandedOver(
              register.epoch() + random.nextInt(3), SOMEBODY.publicKey());
      default -> new RegisterEntry.Effect.Nothing();
    };
  }

  private String boot() {
    return "boot " + random.nextInt(2);
  }

  private Standing standing() {
    return STANDINGS.get(random.nextInt(STANDINGS.size()));
  }

  private Digest key() {
    return Digest.of(Bytes.utf8("key " + random.nextInt(300)));
  }
}
