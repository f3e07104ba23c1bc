package dev.portcullis.agent.journal;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.message.CommandCodec;
import dev.portcullis.crypto.message.ReceiptOutcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal's lines as deterministic CBOR arrays: what sort, then the fields in order. */
final class LedgerCodec {

  static final CborLimits LIMITS = new CborLimits(4 * 1024 * 1024, 8, 200_000);

  private static final int INTENT = 1;
  private static final int ENDED = 2;
  private static final int REFUSED = 3;
  private static final int TURNED_AWAY = 4;
  private static final int TIME_FLOOR = 5;
  private static final int RUN_LIMIT = 6;
  private static final int RUN_OVER = 7;
  private static final int POLICY_ADOPTED = 8;
  private static final int UPDATE_NOTED = RegisterEntryCodec.LAST + 1;

  private LedgerCodec() {}

  /**
   * One line as it lies on the disk.
   *
   * @param undeliveredFrom every receipt with a smaller sequence has reached the broker
   */
  record Line(long undeliveredFrom, Entry entry) {}

  static Bytes encode(Line line) {
    return Cbor.encode(
        CborArray.of(CborItem.uint(line.undeliveredFrom()), encodeEntry(line.entry())));
  }

  private static CborItem encodeEntry(Entry entry) {
    return switch (entry) {
      case Entry.Intent(var sequence, var signer, var counter, var command, var use) ->
          fields(
              INTENT,
              unsigned(sequence),
              digest(signer),
              unsigned(counter),
              bytes(command),
              use(use));
      case Entry.Ended(
              var sequence,
              var signer,
              var counter,
              var outcome,
              var receipt,
              var frame) ->
          fields(
              ENDED,
              Stream.concat(
                      Stream.of(
                          unsigned(sequence),
                          digest(signer),
                          unsigned(counter),
                          CborItem.text(outcome.wire()),
                          bytes(receipt)),
                      frame.map(CborItem::text).stream())
                  .toArray(CborItem[]::new));
      case Entry.Refused(
              var sequence,
              var signer,
              var counter,
              var commandDigest,
              var code,
              var receipt) ->
          fields(
              REFUSED,
              unsigned(sequence),
              digest(signer),
              unsigned(counter),
              digest(commandDigest),
              CborItem.text(code.name()),
              bytes(receipt));
      case Entry.TurnedAway(
              var sequence,
              var signer,
              var request,
              var command,
              var code,
              var receipt) ->
          fields(
              TURNED_AWAY,
              unsigned(sequence),
              digest(signer),
              digest(request),
              digest(command),
              CborItem.text(code.name()),
              bytes(receipt));
      case Entry.PolicyAdopted(var sequence, var revocationSequence, var signers) ->
          fields(POLICY_ADOPTED, unsigned(sequence), unsigned(revocationSequence), digest(signers));
      case Entry.TimeFloor(var floor) -> fields(TIME_FLOOR, unsigned(floor.getEpochSecond()));
      case Entry.RunLimit(var kernelBoot, var deadline) ->
          fields(RUN_LIMIT, CborItem.text(kernelBoot), unsigned(deadline));
      case Entry.RunOver() -> fields(RUN_OVER);
      case Entry.UpdateNoted(var line) -> fields(UPDATE_NOTED, CborItem.text(line));
      case RegisterEntry change -> RegisterEntryCodec.encode(change);
    };
  }

  /** Reads a line back; empty where the bytes are not one of ours. */
  static Optional<Line> decode(Bytes encoded) {
    if (!(Cbor.decode(encoded, LIMITS)
        instanceof Outcome.Passed<CborItem, ?>(CborArray(var items)))) {
      return Optional.empty();
    }
    try {
      var outer = new Fields(items);
      long undeliveredFrom = outer.number();
      var fields = new Fields(outer.array());
      outer.end();
      var entry = decodeEntry(fields);
      fields.end();
      return Optional.of(new Line(undeliveredFrom, entry));
    } catch (Fields.NotOurs e) {
      return Optional.empty();
    }
  }

  private static Entry decodeEntry(Fields fields) throws Fields.NotOurs {
    long sort = fields.number();
    if (sort > UPDATE_NOTED || sort < 0) {
      throw new Fields.NotOurs();
    }
    if (sort >= RegisterEntryCodec.FIRST && sort <= RegisterEntryCodec.LAST) {
      return RegisterEntryCodec.decode((int) sort, fields);
    }
    return switch ((int) sort) {
      case INTENT ->
          new Entry.Intent(
              fields.number(), fields.digest(), fields.counter(), command(fields), use(fields));
      case ENDED ->
          new Entry.Ended(
              fields.number(),
              fields.digest(),
              fields.counter(),
              outcome(fields),
              fields.bytes(),
              fields.hasNext() ? Optional.of(fields.text()) : Optional.empty());
      case REFUSED ->
          new Entry.Refused(
              fields.number(),
              fields.digest(),
              fields.counter(),
              fields.digest(),
              code(fields),
              fields.bytes());
      case TURNED_AWAY ->
          new Entry.TurnedAway(
              fields.number(),
              fields.digest(),
              fields.digest(),
              fields.digest(),
              code(fields),
              fields.bytes());
      case TIME_FLOOR -> new Entry.TimeFloor(fields.instant());
      case RUN_LIMIT -> new Entry.RunLimit(fields.text(), fields.number());
      case RUN_OVER -> new Entry.RunOver();
      case UPDATE_NOTED -> noted(fields.text());
      case POLICY_ADOPTED ->
          new Entry.PolicyAdopted(fields.number(), fields.number(), fields.digest());
      default -> throw new Fields.NotOurs();
    };
  }

  private static Entry.UpdateNoted noted(String line) throws Fields.NotOurs {
    var entry = new Entry.UpdateNoted(line);
    // What would be changed was not written here.
    if (!entry.line().equals(line)) {
      throw new Fields.NotOurs();
    }
    return entry;
  }

  private static CborItem use(Optional<Entry.CountedUse> use) {
    return use.map(counted ->
            CborArray.of(digest(counted.grant()), unsigned(counted.until().getEpochSecond())))
        .orElseGet(CborArray::of);
  }

  private static Optional<Entry.CountedUse> use(Fields fields) throws Fields.NotOurs {
    var counted = new Fields(fields.array());
    if (!counted.hasNext()) {
      return Optional.empty();
    }
    var use = new Entry.CountedUse(counted.digest(), counted.instant());
    counted.end();
    return Optional.of(use);
  }

  /** A signed command, which recovery must be able to read again. */
  static Bytes command(Fields fields) throws Fields.NotOurs {
    var command = fields.bytes();
    if (CommandCodec.parse(command) instanceof Outcome.Refused) {
      throw new Fields.NotOurs();
    }
    return command;
  }

  /** The digest of the payload of a signed command that was parsed before it was journalled. */
  static Digest commandDigest(Bytes command) {
    return Digest.of(CommandCodec.parse(command).orFault().payload());
  }

  private static ReceiptOutcome outcome(Fields fields) throws Fields.NotOurs {
    return ReceiptOutcome.ofWire(fields.text()).orElseThrow(Fields.NotOurs::new);
  }

  static RefusalCode code(Fields fields) throws Fields.NotOurs {
    return RefusalCode.ofWire(fields.text()).orElseThrow(Fields.NotOurs::new);
  }

  static CborItem unsigned(long value) {
    return new CborItem.Uint(value);
  }

  static CborItem digest(Digest digest) {
    return CborItem.bytes(digest.value());
  }

  static CborItem bytes(Bytes value) {
    return CborItem.bytes(value);
  }

  static CborArray fields(int sort, CborItem... rest) {
    var all = new CborItem[rest.length + 1];
    all[0] = CborItem.uint(sort);
    System.arraycopy(rest, 0, all, 1, rest.length);
    return new CborArray(List.of(all));
  }
}
