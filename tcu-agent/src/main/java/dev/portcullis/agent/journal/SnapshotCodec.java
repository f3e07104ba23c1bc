package dev.portcullis.agent.journal;

import dev.portcullis.agent.fresh.ReplayWindow;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole {@link LedgerState} as one CBOR array, to begin a new segment of the journal with. */
final class SnapshotCodec {

  private static final int VERSION = 4;
  private static final int PENDING = 0;
  private static final int SETTLED = 1;
  private static final int UNDELIVERED = 0;
  private static final int DELIVERED = 1;

  private SnapshotCodec() {}

  static Bytes encode(LedgerState state) {
    var signers = new ArrayList<CborItem>();
    state
        .signers()
        .forEach((signer, record) ->
            signers.add(
                CborArray.of(
                    LedgerCodec.digest(signer),
                    LedgerCodec.unsigned(record.window().highest()),
                    LedgerCodec.unsigned(record.window().used()),
                    new CborArray(decisions(record)))));
    var away = new ArrayList<CborItem>();
    state
        .turnedAway()
        .forEach((request, decision) ->
            away.add(
                CborArray.of(
                    LedgerCodec.digest(request),
                    LedgerCodec.unsigned(decision.sequence()),
                    LedgerCodec.digest(decision.commandDigest()),
                    CborItem.text(decision.code().name()))));
    var limit = new ArrayList<CborItem>();
    state
        .runLimit()
        .ifPresent(run -> {
          limit.add(CborItem.text(run.kernelBoot()));
          limit.add(LedgerCodec.unsigned(run.deadline()));
        });
    var receipts = new ArrayList<CborItem>();
    state
        .receipts()
        .all()
        .forEach((sequence, receipt) ->
            receipts.add(
                CborArray.of(
                    LedgerCodec.unsigned(sequence),
                    CborItem.uint(
                        state.receipts().isUndelivered(sequence) ? UNDELIVERED : DELIVERED),
                    CborItem.bytes(receipt))));
    var uses = new ArrayList<CborItem>();
    state
        .uses()
        .all()
        .forEach((grant, counted) ->
            uses.add(
                CborArray.of(
                    LedgerCodec.digest(grant),
                    LedgerCodec.unsigned(counted.times()),
                    LedgerCodec.unsigned(counted.until().getEpochSecond()))));
    var adopted = new ArrayList<CborItem>();
    state
        .adopted()
        .ifPresent(policy -> {
          adopted.add(LedgerCodec.unsigned(policy.sequence()));
          adopted.add(LedgerCodec.unsigned(policy.revocationSequence()));
          adopted.add(LedgerCodec.digest(policy.signers()));
        });
    return Cbor.encode(
        CborArray.of(
            CborItem.uint(VERSION),
            LedgerCodec.unsigned(state.sequence()),
            LedgerCodec.unsigned(state.floor().getEpochSecond()),
            new CborArray(signers),
            new CborArray(away),
            new CborArray(limit),
            new CborArray(receipts),
            new CborArray(uses),
            new CborArray(adopted),
            RegisterCodec.encode(state.register()),
            answers(state.answers())));
  }

  private static CborArray answers(StatementAnswers answers) {
    var list = new ArrayList<CborItem>();
    answers
        .all()
        .forEach((statement, answer) ->
            list.add(
                CborArray.of(
                    LedgerCodec.digest(statement),
                    LedgerCodec.unsigned(answer.sequence()),
                    RegisterEntryCodec.refused(answer.refused()))));
    return new CborArray(list);
  }

  private static List<CborItem> decisions(SignerRecord record) {
    var decisions = new ArrayList<CborItem>();
    record
        .decided()
        .forEach((counter, decided) -> {
          var body =
              switch (decided) {
                case Decided.Pending pending ->
                    CborArray.of(CborItem.uint(PENDING), CborItem.bytes(pending.command()));
                case Decided.Settled _ -> CborArray.of(CborItem.uint(SETTLED));
              };
          decisions.add(
              CborArray.of(
                  LedgerCodec.unsigned(counter),
                  LedgerCodec.unsigned(decided.sequence()),
                  LedgerCodec.digest(decided.commandDigest()),
                  body));
        });
    return decisions;
  }

  static Optional<LedgerState> decode(Bytes encoded) {
    if (!(Cbor.decode(encoded, LedgerCodec.LIMITS)
        instanceof Outcome.Passed<CborItem, ?>(CborArray(var items)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(state(new Fields(items)));
    } catch (Fields.NotOurs e) {
      return Optional.empty();
    }
  }

  private static LedgerState state(Fields fields) throws Fields.NotOurs {
    if (fields.number() != VERSION) {
      throw new Fields.NotOurs();
    }
    long sequence = fields.number();
    var state = new LedgerState(fields.instant());
    var signers = new LinkedHashMap<Digest, SignerRecord>();
    var list = new Fields(fields.array());
    while (list.hasNext()) {
      var signer = new Fields(list.array());
      signers.put(signer.digest(), signer(signer));
    }
    var away = new LinkedHashMap<Digest, LedgerState.TurnedAway>();
    list = new Fields(fields.array());
    while (list.hasNext()) {
      var request = new Fields(list.array());
      away.put(
          request.digest(),
          new LedgerState.TurnedAway(
              request.number(), request.digest(), LedgerCodec.code(request)));
      request.end();
    }
    state.restore(sequence, signers, away);
    var limit = new Fields(fields.array());
    if (limit.hasNext()) {
      state.apply(new Entry.RunLimit(limit.text(), limit.number()));
      limit.end();
    }
    list = new Fields(fields.array());
    while (list.hasNext()) {
      receipt(new Fields(list.array()), state.receipts());
    }
    list = new Fields(fields.array());
    while (list.hasNext()) {
      var use = new Fields(list.array());
      state.uses().restore(use.digest(), new GrantUses.Counted(use.number(), use.instant()));
      use.end();
    }
    var adopted = new Fields(fields.array());
    if (adopted.hasNext()) {
      state.apply(new Entry.PolicyAdopted(adopted.number(), adopted.number(), adopted.digest()));
      adopted.end();
    }
    state.restore(RegisterCodec.decode(fields));
    list = new Fields(fields.array());
    while (list.hasNext()) {
      var answer = new Fields(list.array());
      state
          .answers()
          .put(
              answer.digest(),
              new StatementAnswers.Answer(answer.number(), RegisterEntryCodec.refused(answer)));
      answer.end();
    }
    fields.end();
    return state;
  }

  private static void receipt(Fields fields, Receipts receipts) throws Fields.NotOurs {
    long sequence = fields.number();
    long delivered = fields.number();
    if (delivered == UNDELIVERED) {
      receipts.add(sequence, fields.bytes());
    } else {
      receipts.keep(sequence, fields.bytes());
    }
    fields.end();
  }

  private static SignerRecord signer(Fields fields) throws Fields.NotOurs {
    var window = new ReplayWindow(fields.number(), fields.number());
    Map<Long, Decided> decided = new TreeMap<>();
    var list = new Fields(fields.array());
    while (list.hasNext()) {
      var decision = new Fields(list.array());
      long counter = decision.counter();
      long sequence = decision.number();
      var digest = decision.digest();
      var body = new Fields(decision.array());
      decided.put(
          counter,
          body.number() == PENDING
              ? new Decided.Pending(sequence, digest, LedgerCodec.command(body))
              : new Decided.Settled(sequence, digest));
      body.end();
      decision.end();
    }
    fields.end();
    return new SignerRecord(window, decided);
  }
}
