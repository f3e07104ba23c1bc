package dev.portcullis.can.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.expression.ExpressionReader;
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
import dev.portcullis.crypto.message.ReceiptDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecTest {

  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[8]));

  private static Demand demand(String action) {
    return Demand.of(new ActionName(action));
  }

  private static List<Request> requests() {
    return List.of(
        new Request.Hello(Request.VERSION),
        new Request.Heartbeat(7),
        new Request.IsReady(1, demand("lock")),
        new Request.IsReady(
            2, new Demand(new ActionName("lock"), Optional.of("SPEED.Speed == 0 km/h"))),
        new Request.Offer(6, DescriptionPart.COMMANDS, 7168, Bytes.utf8("schema = 1")),
        new Request.Change(7),
        new Request.Holds(9, "Gear == PARK"),
        new Request.Holds(10, "x".repeat(ExpressionReader.MAX_CHARACTERS)),
        new Request.Actuate(
            8, new Demand(new ActionName("lock"), Optional.of("Gear == PARK")), DECISION, Map.of()),
        new Request.Observe(3),
        new Request.Actuate(4, demand("start"), DECISION, Map.of("run-time", 600L)),
        new Request.Actuate(
            5, demand("climate-on"), DECISION, Map.of("temperature", -5L, "fan", 1L)));
  }

  private static List<Answer> answers() {
    var all = new ArrayList<Answer>();
    all.add(new Answer.Welcome(1, Digest.of(Bytes.empty())));
    all.add(new Answer.Alive(1));
    all.add(new Answer.Readiness(2, Optional.empty()));
    for (var precondition : Precondition.values()) {
      all.add(new Answer.Readiness(2, Optional.of(precondition)));
      all.add(new Answer.Acted(2, new Actuation.NotTransmitted(precondition)));
    }
    for (var refusal : SendRefusal.values()) {
      all.add(new Answer.Acted(2, new Actuation.NotTransmitted(refusal)));
    }
    for (var doubt : Actuation.Doubt.values()) {
      all.add(new Answer.Acted(2, new Actuation.Unconfirmed(doubt)));
    }
    for (var reason : ChangeRefusal.Reason.values()) {
      all.add(new Answer.NotChanged(2, new ChangeRefusal(reason, "line 4")));
    }
    all.add(new Answer.Taken(3));
    all.add(new Answer.Changed(3, Digest.of(Bytes.utf8("the car"))));
    for (var gesture : Gesture.values()) {
      all.add(new Answer.Given(gesture, 5));
    }
    for (var ending : Ending.values()) {
      all.add(new Answer.Goodbye(ending));
    }
    for (var loss : PortLoss.values()) {
      all.add(new Answer.Port("can0", new PortStatus.Lost(loss)));
    }
    for (var refusal : PortRefusal.values()) {
      all.add(new Answer.Port("can0", new PortStatus.NotOpened(refusal)));
    }
    for (var verdict : FrameVerdict.values()) {
      all.add(new Answer.Unauthentic("BODY_STATUS", verdict, 3));
    }
    for (var kind : FindingKind.values()) {
      all.add(new Answer.Raised(new Alarm(kind, Optional.of("SPEED"), "0.3 ms", 18)));
      all.add(new Answer.Raised(new Alarm(kind, Optional.empty(), "96 %, not 0 to 78", 1)));
    }
    all.add(new Answer.Port("can0", new PortStatus.Open()));
    all.add(new Answer.Port("can0", new PortStatus.BusOff()));
    all.add(new Answer.Port("can0", new PortStatus.Closed()));
    all.add(new Answer.Observed(3, Map.of("doors", "SHUT", "speed", "0 km/h")));
    all.add(new Answer.Acted(4, new Actuation.Confirmed(Map.of("lock", "LOCKED"))));
    all.add(new Answer.HandedOver(DECISION, "2F0##1" + "00".repeat(64), 123_456_789_012L));
    return all;
  }

  @Test
  void everyMessageComesBackAsItWas() {
    for (var request : requests()) {
      assertEquals(request, RequestCodec.parse(RequestCodec.encode(request)).orFault());
    }
    for (var answer : answers()) {
      assertEquals(answer, AnswerCodec.parse(AnswerCodec.encode(answer)).orFault());
    }
  }

  @Test
  void noTruncatedOrAlteredMessageThrows() {
    var random = new Random(4);
    var all = new ArrayList<Bytes>();
    requests().forEach(request -> all.add(RequestCodec.encode(request)));
    answers().forEach(answer -> all.add(AnswerCodec.encode(answer)));
    for (var message : all) {
      for (int cut = 0; cut < message.size(); cut++) {
        assertTrue(RequestCodec.parse(message.slice(0, cut)) instanceof Outcome.Refused);
        assertTrue(AnswerCodec.parse(message.slice(0, cut)) instanceof Outcome.Refused);
      }
      for (int i = 0; i < 200; i++) {
        var altered = message.toArray();
        altered[random.nextInt(altered.length)] = (byte) random.nextInt();
        var _ = RequestCodec.parse(Bytes.of(altered));
        var _ = AnswerCodec.parse(Bytes.of(altered));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', NOT_CBOR",
    "820001ff, NOT_CBOR",
    "a10001, WRONG_STRUCTURE",
    "80, WRONG_STRUCTURE",
    "8100, WRONG_STRUCTURE",
    "83000100, WRONG_STRUCTURE",
    "820020, WRONG_STRUCTURE",
    "83020160, WRONG_STRUCTURE",
    "8302010a, WRONG_STRUCTURE",
    "820701, WRONG_STRUCTURE",
    "83070160, WRONG_STRUCTURE",
    "8307010a, WRONG_STRUCTURE",
    "840701616101, WRONG_STRUCTURE",
    "820801, UNKNOWN_KIND",
    "821863f6, UNKNOWN_KIND",
    "821bffffffffffffffff01, WRONG_STRUCTURE",
  })
  void refusesByNameWhatIsNoRequest(String hex, Ending why) {
    assertEquals(Outcome.refused(why), RequestCodec.parse(Bytes.fromHex(hex)));
  }

  @Test
  void refusesTooLongNamesAndTooManyParameters() {
    assertEquals(
        Outcome.refused(Ending.WRONG_STRUCTURE),
        RequestCodec.parse(RequestCodec.encode(new Request.IsReady(1, demand("x".repeat(65))))));
    assertEquals(
        Outcome.refused(Ending.WRONG_STRUCTURE),
        RequestCodec.parse(
            RequestCodec.encode(
                new Request.IsReady(
                    1, new Demand(new ActionName("lock"), Optional.of("x".repeat(1025)))))));
    assertEquals(
        Outcome.refused(Ending.WRONG_STRUCTURE),
        RequestCodec.parse(RequestCodec.encode(new Request.Holds(1, "x".repeat(1025)))));
    var many = new HashMap<String, Long>();
    for (int i = 0; i < 17; i++) {
      many.put("p" + i, 1L);
    }
    assertEquals(
        Outcome.refused(Ending.WRONG_STRUCTURE),
        RequestCodec.parse(
            RequestCodec.encode(new Request.Actuate(1, demand("lock"), DECISION, many))));
  }

  @Test
  void aHindranceThatNobodyKnowsIsRefused() {
    var unknown =
        Cbor.encode(
            CborItem.CborArray.of(CborItem.uint(6), CborItem.uint(1), CborItem.text("BAD_LUCK")));
    assertEquals(Outcome.refused(Ending.WRONG_STRUCTURE), AnswerCodec.parse(unknown));
  }

  @Test
  void aStateLargerThanAReceiptStillFitsAMessage() {
    var state = new HashMap<String, String>();
    for (int i = 0; i < 100; i++) {
      state.put("é".repeat(40) + i, "\uD83D\uDE97".repeat(100));
    }
    var encoded = AnswerCodec.encode(new Answer.Observed(1, state));
    assertTrue(encoded.size() <= MessageChannel.LONGEST);
    assertTrue(
        AnswerCodec.parse(encoded).orFault() instanceof Answer.Observed(long _, var shown)
            && shown.size() == ReceiptDetail.MOST_OBSERVED);
  }
}
