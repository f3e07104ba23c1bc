package dev.portcullis.agent.journal;

import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cose.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The {@link Register} as one item of a snapshot. */
final class RegisterCodec {

  private static final int CONSENT_OPEN = 0;
  private static final int CONSENT_GIVEN = 1;

  private RegisterCodec() {}

  static CborArray encode(Register register) {
    return CborArray.of(
        LedgerCodec.unsigned(register.epoch()),
        optional(register.owner().map(PublicKey::item)),
        new CborArray(register.enrolled().stream().<CborItem>map(RegisterCodec::enrolled).toList()),
        RegisterEntryCodec.digests(register.revoked()),
        withdrawn(register.withdrawn()),
        optional(register.waiting().map(RegisterCodec::waiting)),
        trail(register.checkpoints()),
        optional(register.ahead().map(RegisterEntryCodec::laterState)));
  }

  private static CborArray enrolled(Register.EnrolledKey key) {
    return CborArray.of(
        LedgerCodec.digest(key.key()),
        CborItem.text(key.protection().wire()),
        CborItem.text(key.subject()),
        CborItem.text(key.standing().name()));
  }

  /** In order, so that one state has one encoding. */
  private static CborArray withdrawn(Withdrawn withdrawn) {
    return CborArray.of(
        LedgerCodec.unsigned(withdrawn.sequence()),
        RegisterEntryCodec.digests(
            withdrawn.keys().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList()),
        RegisterEntryCodec.serials(withdrawn.certificates().stream().sorted().toList()));
  }

  private static CborArray waiting(WaitingHandOver waiting) {
    int consent =
        switch (waiting.consent()) {
          case OPEN -> CONSENT_OPEN;
          case GIVEN -> CONSENT_GIVEN;
        };
    return CborArray.of(
        LedgerCodec.bytes(waiting.handOver()),
        CborItem.uint(consent),
        LedgerCodec.unsigned(waiting.seconds()),
        CborItem.text(waiting.kernelBoot()),
        LedgerCodec.unsigned(waiting.since()));
  }

  private static CborArray trail(CheckpointTrail trail) {
    return CborArray.of(
        LedgerCodec.unsigned(trail.count()),
        new CborArray(
            trail.newest().stream()
                .<CborItem>map(made ->
                    CborArray.of(
                        LedgerCodec.unsigned(made.count()), LedgerCodec.digest(made.payload())))
                .toList()));
  }

  private static CborArray optional(Optional<? extends CborItem> item) {
    return item.map(CborArray::of).orElseGet(CborArray::of);
  }

  static Register decode(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    var register =
        new Register(
            in.rising(),
            owner(in),
            enrolled(in),
            RegisterEntryCodec.digestsOf(in),
            withdrawn(in),
            waiting(in),
            trail(in),
            ahead(in));
    in.end();
    return register;
  }

  private static Optional<PublicKey> owner(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    if (!in.hasNext()) {
      return Optional.empty();
    }
    var owner = RegisterEntryCodec.key(in);
    in.end();
    return Optional.of(owner);
  }

  private static List<Register.EnrolledKey> enrolled(Fields fields) throws Fields.NotOurs {
    var list = new Fields(fields.array());
    var keys = new ArrayList<Register.EnrolledKey>();
    while (list.hasNext()) {
      var in = new Fields(list.array());
      keys.add(
          new Register.EnrolledKey(
              in.digest(),
              RegisterEntryCodec.protection(in),
              RegisterEntryCodec.subject(in),
              RegisterEntryCodec.standing(in)));
      in.end();
    }
    return keys;
  }

  private static Withdrawn withdrawn(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    var withdrawn =
        new Withdrawn(
            in.rising(),
            new HashSet<>(RegisterEntryCodec.digestsOf(in)),
            new HashSet<>(RegisterEntryCodec.serialsOf(in)));
    in.end();
    return withdrawn;
  }

  private static Optional<WaitingHandOver> waiting(Fields fields) throws Fields.NotOurs {
    var outer = new Fields(fields.array());
    if (!outer.hasNext()) {
      return Optional.empty();
    }
    var in = new Fields(outer.array());
    outer.end();
    var handOver = RegisterEntryCodec.handOver(in);
    long consent = in.number();
    var waiting =
        WaitingHandOver.begin(handOver, "", 0).counted(in.rising(), in.text(), in.number());
    in.end();
    return Optional.of(consent == CONSENT_GIVEN ? waiting.agreed() : waiting);
  }

  private static CheckpointTrail trail(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    long count = in.rising();
    var newest = new ArrayList<CheckpointTrail.Made>();
    var list = new Fields(in.array());
    while (list.hasNext()) {
      var made = new Fields(list.array());
      newest.add(new CheckpointTrail.Made(made.rising(), made.digest()));
      made.end();
    }
    in.end();
    return new CheckpointTrail(count, newest);
  }

  private static Optional<LaterState> ahead(Fields fields) throws Fields.NotOurs {
    var in = new Fields(fields.array());
    if (!in.hasNext()) {
      return Optional.empty();
    }
    var state = RegisterEntryCodec.laterState(in);
    in.end();
    return Optional.of(state);
  }
}
