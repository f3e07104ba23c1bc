package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.expression.ExpressionReader;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests as deterministic CBOR: an array of the kind, the number and the rest. */
public final class RequestCodec {

  static final int LONGEST_NAME = 64;
  static final int MOST_PARAMETERS = 16;
  static final int LARGEST_DECISION = 32;
  static final int LARGEST_PIECE = 7 * 1024;

  private static final int LONGEST_WORD = 32;

  private static final int HELLO = 0;
  private static final int HEARTBEAT = 1;
  private static final int IS_READY = 2;
  private static final int OFFER = 3;
  private static final int OBSERVE = 4;
  private static final int ACTUATE = 5;
  private static final int CHANGE = 6;
  private static final int HOLDS = 7;

  private RequestCodec() {}

  /**
   * Reads one message, from whoever sent it. Refuses {@code NOT_CBOR}, {@code WRONG_STRUCTURE} and
   * {@code UNKNOWN_KIND}.
   */
  public static Outcome<Request, Ending> parse(Bytes message) {
    return Fields.of(message).then(RequestCodec::read);
  }

  private static Outcome<Request, Ending> read(Fields fields) {
    long kind = fields.number();
    if (kind > HOLDS) {
      return Outcome.refused(Ending.UNKNOWN_KIND);
    }
    long number = fields.number();
    return switch ((int) kind) {
      case HELLO -> fields.whole(() -> new Request.Hello(number));
      case HEARTBEAT -> fields.whole(() -> new Request.Heartbeat(number));
      case IS_READY -> {
        var action = fields.text(LONGEST_NAME);
        var condition = condition(fields);
        yield fields.whole(
            () -> new Request.IsReady(number, new Demand(new ActionName(action), condition)));
      }
      case OBSERVE -> fields.whole(() -> new Request.Observe(number));
      case OFFER -> {
        var part = fields.named(LONGEST_WORD, name -> Names.find(DescriptionPart.class, name));
        long offset = fields.number();
        var bytes = fields.bytes(1, LARGEST_PIECE);
        yield fields.whole(() -> new Request.Offer(number, part.orElseThrow(), offset, bytes));
      }
      case CHANGE -> fields.whole(() -> new Request.Change(number));
      case HOLDS -> {
        var asked = fields.text(ExpressionReader.MAX_CHARACTERS);
        yield fields.whole(() -> new Request.Holds(number, asked));
      }
      default -> actuate(number, fields);
    };
  }

  private static Outcome<Request, Ending> actuate(long number, Fields fields) {
    var action = fields.text(LONGEST_NAME);
    var decision = fields.bytes(1, LARGEST_DECISION);
    var parameters = fields.numbers(MOST_PARAMETERS, LONGEST_NAME);
    var condition = condition(fields);
    return fields.whole(() ->
        new Request.Actuate(
            number,
            new Demand(new ActionName(action), condition),
            new DecisionId(decision),
            parameters));
  }

  private static Optional<String> condition(Fields fields) {
    return fields.hasMore()
        ? Optional.of(fields.text(ExpressionReader.MAX_CHARACTERS))
        : Optional.empty();
  }

  /** The one encoding of {@code request}. */
  public static Bytes encode(Request request) {
    return Cbor.encode(
        switch (request) {
          case Request.Hello(long version) -> array(HELLO, version);
          case Request.Heartbeat(long number) -> array(HEARTBEAT, number);
          case Request.IsReady(long number, var demand) ->
              array(IS_READY, number, demand, CborItem.text(demand.action().value()));
          case Request.Observe(long number) -> array(OBSERVE, number);
          case Request.Offer(long number, var part, long offset, var bytes) ->
              array(
                  OFFER,
                  number,
                  CborItem.text(part.name()),
                  CborItem.uint(offset),
                  CborItem.bytes(bytes));
          case Request.Change(long number) -> array(CHANGE, number);
          case Request.Holds(long number, var condition) ->
              array(HOLDS, number, CborItem.text(condition));
          case Request.Actuate(long number, var demand, var decision, var parameters) ->
              array(
                  ACTUATE,
                  number,
                  demand,
                  CborItem.text(demand.action().value()),
                  CborItem.bytes(decision.value()),
                  CborMap.sorted(
                      parameters.entrySet().stream()
                          .map(entry ->
                              new CborMap.Entry(
                                  CborItem.text(entry.getKey()),
                                  CborItem.integer(entry.getValue())))
                          .toList()));
        });
  }

  /** A condition, where there is one, comes last. */
  private static CborArray array(int kind, long number, Demand demand, CborItem... rest) {
    var items = new ArrayList<>(List.of(rest));
    demand.condition().map(CborItem::text).ifPresent(items::add);
    return array(kind, number, items.toArray(CborItem[]::new));
  }

  private static CborArray array(int kind, long number, CborItem... rest) {
    var items = new CborItem[rest.length + 2];
    items[0] = CborItem.uint(kind);
    items[1] = CborItem.uint(number);
    System.arraycopy(rest, 0, items, 2, rest.length);
    return CborArray.of(items);
  }
}
