package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.Counter;
import dev.portcullis.crypto.message.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the journal adds up to. Live decisions and the replay at the start go through the same
 * {@link #apply}, so that both always agree. Bounded: 64 counters a key, {@value #MAX_SIGNERS}
 * keys, of which the longest unused goes first, {@value #MAX_TURNED_AWAY} refused requests, half a
 * MiB of receipts, as many answers to statements as {@link StatementAnswers} says, and what the
 * {@link Register} bounds itself. Not for several threads.
 */
final class LedgerState {

  static final int MAX_SIGNERS = 64;
  static final int MAX_TURNED_AWAY = 64;

  private final Map<Digest, SignerRecord> signers = new LinkedHashMap<>();
  private final LinkedHashMap<Digest, TurnedAway> turnedAway = new LinkedHashMap<>();
  private final Receipts receipts = new Receipts();
  private final GrantUses uses = new GrantUses();
  private final StatementAnswers answers = new StatementAnswers();
  private Register register = Register.empty();
  private long sequence;
  private Instant floor;
  private Optional<Entry.RunLimit> runLimit = Optional.empty();
  private Optional<Entry.PolicyAdopted> adopted = Optional.empty();

  /** A refused request's decision. */
  record TurnedAway(long sequence, Digest commandDigest, RefusalCode code) {}

  LedgerState(Instant floor) {
    this.floor = floor;
  }

  /** Whether {@code entry} can follow what is here: no counter is used up twice. */
  boolean accepts(Entry entry) {
    return switch (entry) {
      case Entry.Intent intent -> isNew(intent.signer(), intent.counter());
      case Entry.Refused refused -> isNew(refused.signer(), refused.counter());
      case Entry.Ended _,
          Entry.TurnedAway _,
          Entry.TimeFloor _,
          Entry.PolicyAdopted _,
          Entry.RunLimit _,
          Entry.RunOver _,
          Entry.UpdateNoted _ ->
          true;
      case RegisterEntry change -> register.accepts(change);
    };
  }

  private boolean isNew(Digest signer, long counter) {
    return window(signer).verdict(new Counter(counter)) == ReplayWindow.Verdict.NEW;
  }

  /** Adds one fact. Entries come from the journal: they were checked before they went in. */
  void apply(Entry entry) {
    switch (entry) {
      case Entry.Intent intent -> {
        sequence = intent.sequence();
        var digest = LedgerCodec.commandDigest(intent.command());
        record(intent.signer())
            .use(
                new Counter(intent.counter()),
                new Decided.Pending(intent.sequence(), digest, intent.command()));
        intent.use().ifPresent(used -> uses.count(used, floor));
      }
      case Entry.Ended ended -> {
        var counter = new Counter(ended.counter());
        about(ended.signer(), counter)
            .ifPresent(before ->
                record(ended.signer())
                    .settle(
                        counter, new Decided.Settled(ended.sequence(), before.commandDigest())));
        receipts.add(ended.sequence(), ended.receipt());
      }
      case Entry.Refused refused -> {
        sequence = refused.sequence();
        record(refused.signer())
            .use(
                new Counter(refused.counter()),
                new Decided.Settled(refused.sequence(), refused.commandDigest()));
        receipts.add(refused.sequence(), refused.receipt());
      }
      case Entry.TurnedAway away -> {
        sequence = away.sequence();
        turnedAway.put(
            away.requestDigest(),
            new TurnedAway(away.sequence(), away.commandDigest(), away.code()));
        if (turnedAway.size() > MAX_TURNED_AWAY) {
          turnedAway.pollFirstEntry();
        }
        receipts.add(away.sequence(), away.receipt());
      }
      case Entry.PolicyAdopted policy -> {
        adopted = Optional.of(policy);
        register = register.under(policy);
      }
      case Entry.TimeFloor time -> floor = time.floor();
      case Entry.RunLimit limit -> runLimit = Optional.of(limit);
      case Entry.RunOver _ -> runLimit = Optional.empty();
      // For whoever reads the journal; the unit's own state is in its folder.
      case Entry.UpdateNoted _ -> {}
      case RegisterEntry change -> {
        if (change instanceof RegisterEntry.Answered answered) {
          sequence = answered.sequence();
          answers.put(
              answered.statement(),
              new StatementAnswers.Answer(answered.sequence(), answered.refused()));
          receipts.add(answered.sequence(), answered.receipt());
        }
        register = register.after(change);
      }
    }
  }

  ReplayWindow window(Digest signer) {
    var record = signers.get(signer);
    return record == null ? ReplayWindow.unused() : record.window();
  }

  Optional<Decided> about(Digest signer, Counter counter) {
    var record = signers.get(signer);
    return record == null ? Optional.empty() : record.about(counter);
  }

  Optional<Bytes> receiptOf(Digest requestDigest) {
    return Optional.ofNullable(turnedAway.get(requestDigest))
        .flatMap(away -> receipts.find(away.sequence()));
  }

  Optional<Bytes> receiptOf(Digest commandDigest, RefusalCode code) {
    for (TurnedAway away : turnedAway.values()) {
      if (away.code() == code && away.commandDigest().equals(commandDigest)) {
        return receipts.find(away.sequence());
      }
    }
    return Optional.empty();
  }

  /** Intents without an end, oldest first: what a power cut left behind. */
  List<Interruption> interrupted() {
    var found = new ArrayList<Interruption>();
    signers.forEach((signer, record) ->
        record
            .decided()
            .forEach((counter, decided) -> {
              if (decided instanceof Decided.Pending pending) {
                found.add(new Interruption(pending.sequence(), signer, counter, pending.command()));
              }
            }));
    found.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
    return found;
  }

  GrantUses uses() {
    return uses;
  }

  Optional<Entry.PolicyAdopted> adopted() {
    return adopted;
  }

  Register register() {
    return register;
  }

  StatementAnswers answers() {
    return answers;
  }

  Receipts receipts() {
    return receipts;
  }

  SortedMap<Long, Bytes> undelivered() {
    return receipts.undelivered();
  }

  Map<Digest, SignerRecord> signers() {
    return signers;
  }

  Map<Digest, TurnedAway> turnedAway() {
    return turnedAway;
  }

  long sequence() {
    return sequence;
  }

  Instant floor() {
    return floor;
  }

  Optional<Entry.RunLimit> runLimit() {
    return runLimit;
  }

  /** For the snapshot's reader: state that no entry carries alone. */
  void restore(long sequence, Map<Digest, SignerRecord> signers, Map<Digest, TurnedAway> away) {
    this.sequence = sequence;
    this.signers.putAll(signers);
    this.turnedAway.putAll(away);
  }

  void restore(Register restored) {
    this.register = restored;
  }

  private SignerRecord record(Digest signer) {
    var known = signers.get(signer);
    if (known != null) {
      return known;
    }
    if (signers.size() >= MAX_SIGNERS) {
      forgetLongestUnused();
    }
    var fresh = new SignerRecord();
    signers.put(signer, fresh);
    return fresh;
  }

  /** All it ever signed answered beacons of earlier boots: see {@code Admit.countable}. */
  private void forgetLongestUnused() {
    signers.entrySet().stream()
        .filter(entry -> !entry.getValue().isUnderWay())
        .min(Comparator.comparingLong(entry -> entry.getValue().newest()))
        .map(Map.Entry::getKey)
        .ifPresent(signers::remove);
  }
}
