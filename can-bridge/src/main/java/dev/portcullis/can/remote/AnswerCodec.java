package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.Hindrance;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.can.watch.FindingKind;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.message.ReceiptDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers as deterministic CBOR: an array of the kind and the rest. */
public final class AnswerCodec {

  private static final int LONGEST_WORD = 32;
  private static final int LONGEST_PORT = 256;
  private static final int LONGEST_MESSAGE = 256;
  private static final int LONGEST_FRAME = 144;
  private static final int LONGEST_DETAIL = 512;

  private static final int WELCOME = 0;
  private static final int ALIVE = 1;
  private static final int READINESS = 2;
  private static final int TAKEN = 3;
  private static final int OBSERVED = 4;
  private static final int CONFIRMED = 5;
  private static final int NOT_TRANSMITTED = 6;
  private static final int UNCONFIRMED = 7;
  private static final int HANDED_OVER = 8;
  private static final int GIVEN = 9;
  private static final int PORT = 10;
  private static final int GOODBYE = 11;
  private static final int UNAUTHENTIC = 12;
  private static final int RAISED = 13;
  private static final int CHANGED = 14;
  private static final int NOT_CHANGED = 15;

  private static final String OPEN = "OPEN";
  private static final String BUS_OFF = "BUS_OFF";
  private static final String CLOSED = "CLOSED";
  private static final String LOST = "LOST";
  private static final String NOT_OPENED = "NOT_OPENED";

  private AnswerCodec() {}

  /** Reads one message. Refuses as {@link RequestCodec#parse}. */
  public static Outcome<Answer, Ending> parse(Bytes message) {
    return Fields.of(message).then(AnswerCodec::read);
  }

  private static Outcome<Answer, Ending> read(Fields fields) {
    long kind = fields.number();
    if (kind > NOT_CHANGED) {
      return Outcome.refused(Ending.UNKNOWN_KIND);
    }
    return switch ((int) kind) {
      case WELCOME -> {
        long version = fields.number();
        var digest = fields.bytes(Digest.SIZE, Digest.SIZE);
        yield fields.whole(() -> new Answer.Welcome(version, new Digest(digest)));
      }
      case HANDED_OVER -> {
        var decision = fields.bytes(1, RequestCodec.LARGEST_DECISION);
        var frame = fields.text(LONGEST_FRAME);
        long nanos = fields.number();
        yield fields.whole(() -> new Answer.HandedOver(new DecisionId(decision), frame, nanos));
      }
      case GIVEN -> {
        var gesture = fields.named(LONGEST_WORD, name -> Names.find(Gesture.class, name));
        long nanos = fields.number();
        yield fields.whole(() -> new Answer.Given(gesture.orElseThrow(), nanos));
      }
      case PORT -> {
        var name = fields.text(LONGEST_PORT);
        var status = status(fields);
        yield fields.whole(() -> new Answer.Port(name, status));
      }
      case UNAUTHENTIC -> {
        var message = fields.text(LONGEST_MESSAGE);
        var verdict = fields.named(LONGEST_WORD, name -> Names.find(FrameVerdict.class, name));
        long frames = fields.number();
        yield fields.whole(() -> new Answer.Unauthentic(message, verdict.orElseThrow(), frames));
      }
      case RAISED -> {
        var found = fields.named(LONGEST_WORD, name -> Names.find(FindingKind.class, name));
        var detail = fields.text(LONGEST_DETAIL);
        long times = fields.number();
        Optional<String> about =
            fields.hasMore() ? Optional.of(fields.text(LONGEST_MESSAGE)) : Optional.empty();
        yield fields.whole(
            () -> new Answer.Raised(new Alarm(found.orElseThrow(), about, detail, times)));
      }
      case GOODBYE -> {
        var why = fields.named(LONGEST_WORD, Ending::named);
        yield fields.whole(() -> new Answer.Goodbye(why.orElseThrow()));
      }
      default -> toRequest((int) kind, fields.number(), fields);
    };
  }

  private static Outcome<Answer, Ending> toRequest(int kind, long number, Fields fields) {
    return switch (kind) {
      case ALIVE -> fields.whole(() -> new Answer.Alive(number));
      case READINESS -> {
        Optional<Precondition> hindrance =
            fields.hasMore()
                ? fields.named(LONGEST_WORD, name -> Names.find(Precondition.class, name))
                : Optional.empty();
        yield fields.whole(() -> new Answer.Readiness(number, hindrance));
      }
      case OBSERVED -> {
        var state = state(fields);
        yield fields.whole(() -> new Answer.Observed(number, state));
      }
      case CONFIRMED -> {
        var state = state(fields);
        yield fields.whole(() -> new Answer.Acted(number, new Actuation.Confirmed(state)));
      }
      case TAKEN -> fields.whole(() -> new Answer.Taken(number));
      case CHANGED -> {
        var digest = fields.bytes(Digest.SIZE, Digest.SIZE);
        yield fields.whole(() -> new Answer.Changed(number, new Digest(digest)));
      }
      case NOT_CHANGED -> {
        var why = fields.named(LONGEST_WORD, name -> Names.find(ChangeRefusal.Reason.class, name));
        var detail = fields.text(LONGEST_DETAIL);
        yield fields.whole(
            () -> new Answer.NotChanged(number, new ChangeRefusal(why.orElseThrow(), detail)));
      }
      case NOT_TRANSMITTED -> {
        var why = fields.named(LONGEST_WORD, AnswerCodec::hindrance);
        yield fields.whole(
            () -> new Answer.Acted(number, new Actuation.NotTransmitted(why.orElseThrow())));
      }
      default -> {
        var doubt = fields.named(LONGEST_WORD, name -> Names.find(Actuation.Doubt.class, name));
        yield fields.whole(
            () -> new Answer.Acted(number, new Actuation.Unconfirmed(doubt.orElseThrow())));
      }
    };
  }

  private static Map<String, String> state(Fields fields) {
    return fields.texts(ReceiptDetail.MOST_OBSERVED, ReceiptDetail.LONGEST_TEXT);
  }

  private static Optional<Hindrance> hindrance(String name) {
    return Names.find(Precondition.class, name)
        .<Hindrance>map(found -> found)
        .or(() -> Names.find(SendRefusal.class, name));
  }

  private static PortStatus status(Fields fields) {
    PortStatus standIn = new PortStatus.Closed();
    return fields
        .named(
            LONGEST_WORD,
            word ->
                switch (word) {
                  case OPEN -> Optional.<PortStatus>of(new PortStatus.Open());
                  case BUS_OFF -> Optional.<PortStatus>of(new PortStatus.BusOff());
                  case CLOSED -> Optional.<PortStatus>of(new PortStatus.Closed());
                  case LOST ->
                      fields
                          .named(LONGEST_WORD, name -> Names.find(PortLoss.class, name))
                          .map(PortStatus.Lost::new);
                  case NOT_OPENED ->
                      fields
                          .named(LONGEST_WORD, name -> Names.find(PortRefusal.class, name))
                          .map(PortStatus.NotOpened::new);
                  default -> Optional.empty();
                })
        .orElse(standIn);
  }

  /** The one encoding of {@code answer}. What a receipt cannot hold of a state is left out. */
  public static Bytes encode(Answer answer) {
    return Cbor.encode(
        switch (answer) {
          case Answer.Welcome(long version, var description) ->
              array(WELCOME, CborItem.uint(version), CborItem.bytes(description.value()));
          case Answer.Alive(long number) -> array(ALIVE, CborItem.uint(number));
          case Answer.Readiness(long number, var hindrance) ->
              hindrance
                  .map(why -> array(READINESS, CborItem.uint(number), constant(why)))
                  .orElseGet(() -> array(READINESS, CborItem.uint(number)));
          case Answer.Observed(long number, var state) ->
              array(OBSERVED, CborItem.uint(number), map(state));
          case Answer.Acted(long number, var actuation) -> acted(number, actuation);
          case Answer.Taken(long number) -> array(TAKEN, CborItem.uint(number));
          case Answer.Changed(long number, var description) ->
              array(CHANGED, CborItem.uint(number), CborItem.bytes(description.value()));
          case Answer.NotChanged(long number, var why) ->
              array(
                  NOT_CHANGED,
                  CborItem.uint(number),
                  constant(why.reason()),
                  CborItem.text(cut(why.detail(), LONGEST_DETAIL)));
          case Answer.HandedOver(var decision, var frame, long nanos) ->
              array(
                  HANDED_OVER,
                  CborItem.bytes(decision.value()),
                  CborItem.text(frame),
                  CborItem.uint(nanos));
          case Answer.Given(var gesture, long nanos) ->
              array(GIVEN, constant(gesture), CborItem.uint(nanos));
          case Answer.Port(var name, var status) -> port(name, status);
          case Answer.Unauthentic(var message, var why, long frames) ->
              array(
                  UNAUTHENTIC,
                  CborItem.text(cut(message, LONGEST_MESSAGE)),
                  constant(why),
                  CborItem.uint(frames));
          case Answer.Raised(var alarm) -> raised(alarm);
          case Answer.Goodbye(var why) -> array(GOODBYE, constant(why));
        });
  }

  private static CborArray raised(Alarm alarm) {
    var kind = constant(alarm.kind());
    var detail = CborItem.text(cut(alarm.detail(), LONGEST_DETAIL));
    var times = CborItem.uint(alarm.times());
    return alarm
        .about()
        .map(it -> array(RAISED, kind, detail, times, CborItem.text(cut(it, LONGEST_MESSAGE))))
        .orElseGet(() -> array(RAISED, kind, detail, times));
  }

  private static CborArray acted(long number, Actuation actuation) {
    return switch (actuation) {
      case Actuation.Confirmed(var state) -> array(CONFIRMED, CborItem.uint(number), map(state));
      case Actuation.NotTransmitted(var why) ->
          array(NOT_TRANSMITTED, CborItem.uint(number), CborItem.text(word(why)));
      case Actuation.Unconfirmed(var doubt) ->
          array(UNCONFIRMED, CborItem.uint(number), constant(doubt));
    };
  }

  private static String word(Hindrance why) {
    return switch (why) {
      case Precondition precondition -> precondition.name();
      case SendRefusal refusal -> refusal.name();
    };
  }

  private static CborArray port(String name, PortStatus status) {
    var shown = CborItem.text(cut(name, LONGEST_PORT));
    return switch (status) {
      case PortStatus.Open _ -> array(PORT, shown, CborItem.text(OPEN));
      case PortStatus.BusOff _ -> array(PORT, shown, CborItem.text(BUS_OFF));
      case PortStatus.Closed _ -> array(PORT, shown, CborItem.text(CLOSED));
      case PortStatus.Lost(var why) -> array(PORT, shown, CborItem.text(LOST), constant(why));
      case PortStatus.NotOpened(var why) ->
          array(PORT, shown, CborItem.text(NOT_OPENED), constant(why));
    };
  }

  /** Names and values come from the DBC, which may have any; a name is left out, a value cut. */
  private static CborMap map(Map<String, String> state) {
    return CborMap.sorted(
        state.entrySet().stream()
            .filter(entry ->
                !entry.getKey().isEmpty()
                    && entry.getKey().length() <= ReceiptDetail.LONGEST_TEXT
                    && !entry.getValue().isEmpty())
            .limit(ReceiptDetail.MOST_OBSERVED)
            .map(entry ->
                new CborMap.Entry(
                    CborItem.text(entry.getKey()),
                    CborItem.text(cut(entry.getValue(), ReceiptDetail.LONGEST_TEXT))))
            .toList());
  }

  /** Never between the two halves of a character. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
  }

  private static CborItem constant(Enum<?> constant) {
    return CborItem.text(constant.name());
  }

  private static CborArray array(int kind, CborItem... rest) {
    List<CborItem> items = new ArrayList<>(rest.length + 1);
    items.add(CborItem.uint(kind));
    items.addAll(List.of(rest));
    return new CborArray(items);
  }
}
