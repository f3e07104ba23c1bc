package dev.portcullis.agent.journal;

import dev.portcullis.agent.journal.RegisterEntry.Effect;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.HandOverCodec;
import dev.portcullis.crypto.message.RefusalCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The lines that change the register, as the {@link LedgerCodec} writes the others. */
final class RegisterEntryCodec {

  static final int FIRST = 9;
  private static final int KEY_ENROLLED = 9;
  private static final int KEY_GRANTED = 10;
  private static final int ANSWERED = 11;
  private static final int REVOCATIONS_TAKEN = 12;
  private static final int OWNER_PROVISIONED = 13;
  private static final int HAND_OVER_WAITS = 14;
  private static final int NOTICE_COUNTED = 15;
  private static final int CHECKPOINT_MADE = 16;
  private static final int ROLLED_BACK = 17;
  private static final int STATE_RESTORED = 18;
  static final int LAST = 18;

  private static final int NOTHING = 0;
  private static final int GRANTED = 1;
  private static final int REVOKED = 2;
  private static final int CONSENTED = 3;
  private static final int HANDED_OVER = 4;

  private static final int LONGEST_SUBJECT = 256;
  private static final int LONGEST_SERIAL = 20;

  private RegisterEntryCodec() {}

  static CborArray encode(RegisterEntry entry) {
    return switch (entry) {
      case RegisterEntry.KeyEnrolled(var key, var protection, var subject) ->
          LedgerCodec.fields(
              KEY_ENROLLED,
              LedgerCodec.digest(key),
              CborItem.text(protection.wire()),
              CborItem.text(subject));
      case RegisterEntry.KeyGranted(var key, var standing) ->
          LedgerCodec.fields(KEY_GRANTED, LedgerCodec.digest(key), CborItem.text(standing.name()));
      case RegisterEntry.Answered(
              var sequence,
              var statement,
              var refused,
              var effect,
              var receipt) ->
          LedgerCodec.fields(
              ANSWERED,
              LedgerCodec.unsigned(sequence),
              LedgerCodec.digest(statement),
              refused(refused),
              encode(effect),
              LedgerCodec.bytes(receipt));
      case RegisterEntry.RevocationsTaken(var sequence, var keys, var certificates) ->
          LedgerCodec.fields(
              REVOCATIONS_TAKEN,
              LedgerCodec.unsigned(sequence),
              digests(keys),
              serials(certificates));
      case RegisterEntry.OwnerProvisioned(var epoch) ->
          LedgerCodec.fields(OWNER_PROVISIONED, LedgerCodec.unsigned(epoch));
      case RegisterEntry.HandOverWaits(var handOver, var boot, var at) ->
          LedgerCodec.fields(
              HAND_OVER_WAITS,
              LedgerCodec.bytes(handOver),
              CborItem.text(boot),
              LedgerCodec.unsigned(at));
      case RegisterEntry.NoticeCounted(var seconds, var boot, var at) ->
          LedgerCodec.fields(
              NOTICE_COUNTED,
              LedgerCodec.unsigned(seconds),
              CborItem.text(boot),
              LedgerCodec.unsigned(at));
      case RegisterEntry.CheckpointMade(var count, var payload) ->
          LedgerCodec.fields(
              CHECKPOINT_MADE, LedgerCodec.unsigned(count), LedgerCodec.digest(payload));
      case RegisterEntry.RolledBack(var state) ->
          LedgerCodec.fields(ROLLED_BACK, laterState(state));
      case RegisterEntry.StateRestored() -> LedgerCodec.fields(STATE_RESTORED);
    };
  }

  private static CborArray encode(Effect effect) {
    return switch (effect) {
      case Effect.Nothing() -> LedgerCodec.fields(NOTHING);
      case Effect.Granted(var key, var standing) ->
          LedgerCodec.fields(GRANTED, LedgerCodec.digest(key), CborItem.text(standing.name()));
      case Effect.Revoked(var keys) -> LedgerCodec.fields(REVOKED, digests(keys));
      case Effect.Consented(var handOver) ->
          LedgerCodec.fields(CONSENTED, LedgerCodec.digest(handOver));
      case Effect.HandedOver(var epoch, var owner) ->
          LedgerCodec.fields(HANDED_OVER, LedgerCodec.unsigned(epoch), owner.item());
    };
  }

  static RegisterEntry decode(int sort, Fields fields) throws Fields.NotOurs {
    return switch (sort) {
      case KEY_ENROLLED ->
          new RegisterEntry.KeyEnrolled(fields.digest(), protection(fields), subject(fields));
      case KEY_GRANTED -> new RegisterEntry.KeyGranted(fields.digest(), standing(fields));
      case ANSWERED ->
          new RegisterEntry.Answered(
              fields.number(), fields.digest(), refused(fields), effect(fields), fields.bytes());
      case REVOCATIONS_TAKEN ->
          new RegisterEntry.RevocationsTaken(fields.rising(), digestsOf(fields), serialsOf(fields));
      case OWNER_PROVISIONED -> new RegisterEntry.OwnerProvisioned(fields.rising());
      case HAND_OVER_WAITS ->
          new RegisterEntry.HandOverWaits(handOver(fields), fields.text(), fields.number());
      case NOTICE_COUNTED ->
          new RegisterEntry.NoticeCounted(fields.rising(), fields.text(), fields.number());
      case CHECKPOINT_MADE -> new RegisterEntry.CheckpointMade(fields.rising(), fields.digest());
      case ROLLED_BACK -> new RegisterEntry.RolledBack(laterState(fields));
      case STATE_RESTORED -> new RegisterEntry.StateRestored();
      default -> throw new Fields.NotOurs();
    };
  }

  private static Effect effect(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    long sort = in.number();
    if (sort < NOTHING || sort > HANDED_OVER) {
      throw new Fields.NotOurs();
    }
    Effect effect =
        switch ((int) sort) {
          case NOTHING -> new Effect.Nothing();
          case GRANTED -> new Effect.Granted(in.digest(), standing(in));
          case REVOKED -> new Effect.Revoked(digestsOf(in));
          case CONSENTED -> new Effect.Consented(in.digest());
          case HANDED_OVER -> new Effect.HandedOver(in.rising(), key(in));
          default -> throw new Fields.NotOurs();
        };
    in.end();
    return effect;
  }

  static CborArray refused(Optional<RefusalCode> code) {
    return code.map(refused -> CborArray.of(CborItem.text(refused.name())))
        .orElseGet(CborArray::of);
  }

  static Optional<RefusalCode> refused(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    if (!in.hasNext()) {
      return Optional.empty();
    }
    var code = LedgerCodec.code(in);
    in.end();
    return Optional.of(code);
  }

  static CborArray laterState(LaterState state) {
    return CborArray.of(
        LedgerCodec.unsigned(state.count()),
        LedgerCodec.unsigned(state.epoch()),
        LedgerCodec.digest(state.revokedKeys()),
        LedgerCodec.unsigned(state.policySequence()),
        LedgerCodec.unsigned(state.revocationSequence()));
  }

  static LaterState laterState(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    var state = new LaterState(in.rising(), in.rising(), in.digest(), in.rising(), in.rising());
    in.end();
    return state;
  }

  static CborArray digests(Collection<Digest> digests) {
    return new CborArray(digests.stream().<CborItem>map(LedgerCodec::digest).toList());
  }

  static List<Digest> digestsOf(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    var digests = new ArrayList<Digest>();
    while (in.hasNext()) {
      digests.add(in.digest());
    }
    return digests;
  }

  static CborArray serials(Collection<BigInteger> serials) {
    return new CborArray(
        serials.stream()
            .<CborItem>map(serial -> CborItem.bytes(Bytes.of(serial.toByteArray())))
            .toList());
  }

  static List<BigInteger> serialsOf(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    var serials = new ArrayList<BigInteger>();
    while (in.hasNext()) {
      var encoded = in.bytes();
      if (encoded.isEmpty() || encoded.size() > LONGEST_SERIAL + 1) {
        throw new Fields.NotOurs();
      }
      var serial = new BigInteger(encoded.toArray());
      if (serial.signum() <= 0 || !Bytes.of(serial.toByteArray()).equals(encoded)) {
        throw new Fields.NotOurs();
      }
      serials.add(serial);
    }
    return serials;
  }

  static KeyProtection protection(Fields fields) throws Fields.NotOurs {
    return constant(fields, KeyProtection.values(), KeyProtection::wire);
  }

  static Standing standing(Fields fields) throws Fields.NotOurs {
    return constant(fields, Standing.values(), Standing::name);
  }

  private static <E> E constant(Fields fields, E[] all, Function<E, String> wire)
      throws Fields.NotOurs {
    var text = fields.text();
    return Arrays.stream(all)
        .filter(each -> wire.apply(each).equals(text))
        .findFirst()
        .orElseThrow(Fields.NotOurs::new);
  }

  static String subject(Fields fields) throws Fields.NotOurs {
    var subject = fields.text();
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw new Fields.NotOurs();
    }
    return subject;
  }

  static PublicKey key(Fields fields) throws Fields.NotOurs {
    if (PublicKey.parse(fields.item()) instanceof Outcome.Passed<PublicKey, ?>(var key)) {
      return key;
    }
    throw new Fields.NotOurs();
  }

  /** A hand-over with its signatures, which must be read again when it is carried out. */
  static Bytes handOver(Fields fields) throws Fields.NotOurs {
    var handOver = fields.bytes();
    if (HandOverCodec.parse(handOver) instanceof Outcome.Refused) {
      throw new Fields.NotOurs();
    }
    return handOver;
  }
}
