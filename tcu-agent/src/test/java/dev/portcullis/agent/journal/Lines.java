package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Command;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.Nonce;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.VehicleId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Series of lines as a gate writes them: each intent once, ended at most once, counters new. */
final class Lines {

  static final Instant OLDEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final SecureRandom FRESH = new SecureRandom();
  private static final List<Bytes> COMMANDS = commands();

  private final Random random;
  private final LedgerState state = new LedgerState(OLDEST);
  private final List<Entry.Intent> open = new ArrayList<>();
  private final List<Digest> signers = new ArrayList<>();
  private final RegisterLines register;

  Lines(Random random) {
    this.random = random;
    this.register = new RegisterLines(random);
    for (int i = 0; i < 4; i++) {
      signers.add(signer(i));
    }
  }

  static Digest signer(int number) {
    return Digest.of(Bytes.utf8("signer " + number));
  }

  static Bytes command(int number) {
    return COMMANDS.get(number % COMMANDS.size());
  }

  private static List<Bytes> commands() {
    var phone = SoftwareSigner.generate(Algorithm.ES256, FRESH);
    var reply = AgreementKeyPair.generate(FRESH);
    var digest = Digest.of(Bytes.empty());
    var commands = new ArrayList<Bytes>();
    for (int i = 0; i < 12; i++) {
      commands.add(
          CommandCodec.sign(
              new Command(
                  VehicleId.random(FRESH),
                  CommandId.random(FRESH),
                  CommandName.LOCK,
                  new Arguments.None(),
                  BootId.random(FRESH),
                  i,
                  Nonce.random(FRESH),
                  Channel.REMOTE,
                  new Counter(i + 1),
                  Duration.ofSeconds(30),
                  digest,
                  digest,
                  ReplyHandle.random(FRESH),
                  reply.publicKey()),
              phone));
    }
    return commands;
  }

  /** What the series adds up to. */
  LedgerState state() {
    return state;
  }

  /** The next line, which is applied to {@link #state} too. */
  Entry next() {
    var entry = draw();
    if (!state.accepts(entry)) {
      return next();
    }
    if (entry instanceof Entry.Intent intent) {
      open.add(intent);
    }
    state.apply(entry);
    return entry;
  }

  private Entry draw() {
    long sequence = state.sequence() + 1;
    return switch (random.nextInt(15)) {
      case 0, 1, 2 ->
          new Entry.Intent(sequence, signer(), counter(), command(random.nextInt(99)), use());
      case 3, 4, 5 -> open.isEmpty() ? new Entry.RunOver() : ended();
      case 6 ->
          new Entry.Refused(
              sequence, signer(), counter(), fresh(), RefusalCode.NOT_STANDING, receipt());
      case 7 ->
          new Entry.TurnedAway(
              sequence, signer(), fresh(), fresh(), RefusalCode.WRONG_NONCE, receipt());
      case 8 -> new Entry.TimeFloor(OLDEST.plusSeconds(random.nextInt(100_000)));
      case 9 -> new Entry.PolicyAdopted(random.nextInt(1, 100), random.nextInt(100), fresh());
      case 10, 11, 12, 13 -> register.next(state);
      default -> new Entry.RunLimit("boot " + random.nextInt(3), random.nextLong() >>> 1);
    };
  }

  private Optional<Entry.CountedUse> use() {
    return random.nextInt(3) == 0
        ? Optional.of(new Entry.CountedUse(signer(), OLDEST.plusSeconds(random.nextInt(200_000))))
        : Optional.empty();
  }

  private Entry ended() {
    var intent = open.remove(random.nextInt(open.size()));
    return new Entry.Ended(
        intent.sequence(),
        intent.signer(),
        intent.counter(),
        ReceiptOutcome.DONE,
        receipt(),
        random.nextBoolean() ? Optional.of("2F0##1" + random.nextInt(1_000)) : Optional.empty());
  }

  private Digest signer() {
    return signers.get(random.nextInt(signers.size()));
  }

  private long counter() {
    return 1L + (random.nextInt(8) == 0 ? random.nextInt(100_000) : random.nextInt(200));
  }

  private Digest fresh() {
    return Digest.of(receipt());
  }

  private Bytes receipt() {
    var bytes = new byte[1 + random.nextInt(700)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
