package dev.portcullis.can.expression;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.dbc.Message;
import dev.portcullis.can.state.Protection;
import dev.portcullis.can.state.VehicleState;
import dev.portcullis.can.state.WatchedMessage;
import dev.portcullis.crypto.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

class ExpressionFuzzTest {

  private static final Message STATUS =
      Database.parse(
              """
              BO_ 17 S: 2 N
               SG_ Speed : 0|8@1+ (1,0) [0|0] "km/h" N
               SG_ Hood : 8|1@1+ (1,0) [0|0] "" N
              VAL_ 17 Hood 0 "SHUT" 1 "OPEN" ;
              """)
          .orFault()
          .message("S")
          .orFault();

  private static final WatchedMessage WATCHED =
      new WatchedMessage(
          STATUS, Protection.none(STATUS), Duration.ofSeconds(1), List.of(), Set.of());

  private static final VehicleState NOTHING_KNOWN = new VehicleState(List.of(WATCHED));

  @FuzzTest
  void nothingHoldsInACarOfWhichNothingIsKnown(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    var read =
        ExpressionReader.read(
            text, name -> STATUS.signal(name).map(signal -> new WatchedSignal(WATCHED, signal)));
    switch (read) {
      case Outcome.Passed<StateExpression, ExpressionFault>(var expression) -> {
        if (expression.evaluate(NOTHING_KNOWN, 0) != Truth.UNKNOWN) {
          throw new AssertionError("known from nothing: " + text);
        }
      }
      case Outcome.Refused<StateExpression, ExpressionFault>(var fault) -> {
        if (fault.position() < 1 || fault.position() > text.length() + 1) {
          throw new AssertionError("nowhere: " + fault);
        }
      }
    }
  }
}
