package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.CommandMapRefusal.Reason;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.port.CanDevice;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CommandMapTest {

  private static final Database DATABASE =
      Database.parse(
              """
              BO_ 16 C: 2 N
               SG_ Action : 0|8@1+ (1,0) [0|0] "" N
               SG_ Check : 8|8@1+ (1,0) [0|0] "" N
              BO_ 17 S: 2 N
               SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
               SG_ X M : 2|2@1+ (1,0) [0|0] "" N
               SG_ Y m1 : 8|8@1+ (1,0) [0|0] "" N
              BO_ 18 BROKEN: 9 N
              VAL_ 17 Lock 0 "OPEN" 1 "SHUT" ;
              """)
          .orFault();

  private static final String GOOD =
      """
      schema = 1
      sequence = 4
      bus = "b"
      [watch.S]
      maximum_age_ms = 100
      [send.C]
      checksum = "Check"
      [conditions.shut]
      otherwise = "OPENING_NOT_SHUT"
      all = [{ signal = "S.Lock", is = "SHUT" }]
      [actions.lock]
      send = "C"
      set = { Action = 1 }
      requires = ["shut"]
      feedback = { signal = "S.Lock", is = "SHUT", within_ms = 5 }
      [presence]
      enrol = { signal = "S.Lock", is = "OPEN" }
      [[transmit]]
      bus = "b"
      format = "standard"
      id = 0x10
      kind = "data"
      length = 2
      mask = "FF00"
      value = "0100"
      burst = 1
      per_second = 1
      """;

  private static final List<ActionName> LOCK = List.of(new ActionName("lock"));

  /** One change to a good file, and what it must meet. */
  private record Fault(String find, String replace, Reason reason, String where) {}

  private static final List<Fault> FAULTS =
      List.of(
          new Fault("bus = \"b\"", "bus = ", Reason.NOT_TOML, "line 3"),
          new Fault("sequence = 4\n", "", Reason.MISSING_KEY, "sequence"),
          new Fault("sequence = 4", "sequence = 0", Reason.OUT_OF_RANGE, "sequence"),
          new Fault("schema = 1", "schema = 2", Reason.UNKNOWN_SCHEMA, "schema"),
          new Fault("maximum_age_ms = 100", "", Reason.MISSING_KEY, "watch.S.maximum_age_ms"),
          new Fault(
              "maximum_age_ms = 100",
              "maximum_age_ms = 100\nage = 1",
              Reason.UNKNOWN_KEY,
              "watch.S.age"),
          new Fault(
              "maximum_age_ms = 100",
              "maximum_age_ms = \"100\"",
              Reason.WRONG_TYPE,
              "watch.S.maximum_age_ms"),
          new Fault(
              "maximum_age_ms = 100",
              "maximum_age_ms = 0",
              Reason.OUT_OF_RANGE,
              "watch.S.maximum_age_ms"),
          new Fault("bus = \"b\"", "bus = 5", Reason.WRONG_TYPE, "bus"),
          new Fault(
              "OPENING_NOT_SHUT",
              "STATE_UNKNOWN",
              Reason.UNKNOWN_WORD,
              "conditions.shut.otherwise"),
          new Fault("\"standard\"", "\"basic\"", Reason.UNKNOWN_WORD, "transmit[0].format"),
          new Fault("\"data\"", "\"any\"", Reason.UNKNOWN_WORD, "transmit[0].kind"),
          new Fault("id = 0x10", "id = 0x800", Reason.OUT_OF_RANGE, "transmit[0].id"),
          new Fault("[watch.S]", "[watch.T]", Reason.NO_SUCH_MESSAGE, "watch.T"),
          new Fault("[watch.S]", "[watch.BROKEN]", Reason.NO_SUCH_MESSAGE, "watch.BROKEN"),
          new Fault("send = \"C\"", "send = \"D\"", Reason.NO_SUCH_MESSAGE, "actions.lock.send"),
          new Fault(
              "\"S.Lock\"", "\"T.Lock\"", Reason.NOT_WATCHED, "conditions.shut.all[0].signal"),
          new Fault(
              "\"S.Lock\"", "\"S.Door\"", Reason.NO_SUCH_SIGNAL, "conditions.shut.all[0].signal"),
          new Fault("\"S.Lock\"", "\"S.Y\"", Reason.MULTIPLEXED, "conditions.shut.all[0].signal"),
          new Fault(
              "\"SHUT\" }]", "\"LOCKED\" }]", Reason.NO_SUCH_VALUE, "conditions.shut.all[0].is"),
          new Fault("Action = 1", "Action = 256", Reason.NO_SUCH_VALUE, "actions.lock.set.Action"),
          new Fault(
              "[\"shut\"]", "[\"sealed\"]", Reason.NO_SUCH_CONDITION, "actions.lock.requires"),
          new Fault("[watch.S]", "[watch.C]", Reason.OUR_OWN_MESSAGE, "send.C"),
          new Fault("set = { Action = 1 }", "", Reason.NOT_ENCODABLE, "actions.lock.set"),
          new Fault(
              "Action = 1",
              "Action = 1, Check = 1",
              Reason.NOT_ENCODABLE,
              "actions.lock.set.Check"),
          new Fault(
              "[watch.S]",
              "[watch.S]\nchecksum = \"Lock\"",
              Reason.BAD_CHECKSUM,
              "watch.S.checksum"),
          new Fault(
              "[presence]",
              """
              [secoc.S]
              data_id = 1
              key_slot = 1
              profile = "JASPAR"
              freshness = "Lock"
              authenticator = ["Lock"]
              candidates = 1
              block = 1
              failures_per_second = 1
              [presence]
              """,
              Reason.BAD_SECOC,
              "secoc.S.profile"),
          new Fault("enrol =", "entry =", Reason.UNKNOWN_KEY, "presence.entry"),
          new Fault("is = \"OPEN\"", "is = \"AJAR\"", Reason.NO_SUCH_VALUE, "presence.enrol.is"),
          new Fault(", is = \"OPEN\"", "", Reason.MISSING_KEY, "presence.enrol.is"),
          new Fault("\"FF00\"", "\"FF0\"", Reason.BAD_BYTES, "transmit[0].mask"),
          new Fault("\"FF00\"", "\"FE00\"", Reason.BAD_BYTES, "transmit[0].value"));

  @Test
  void readsAGoodMap() {
    assertInstanceOf(Passed.class, CommandMap.parse("m.toml", GOOD, DATABASE));
  }

  /** Ten cycles are the most that a message may be missing. */
  @Test
  void aCyclicMessageIsUnknownAfterTenCyclesAtTheLatest() {
    Database cyclic =
        Database.parse(
                """
                BO_ 16 C: 2 N
                 SG_ Action : 0|8@1+ (1,0) [0|0] "" N
                 SG_ Check : 8|8@1+ (1,0) [0|0] "" N
                BO_ 17 S: 2 N
                 SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
                BA_DEF_ BO_ "GenMsgCycleTime" INT 0 65535;
                BA_ "GenMsgCycleTime" BO_ 17 5;
                VAL_ 17 Lock 0 "OPEN" 1 "SHUT" ;
                """)
            .orFault();
    assertEquals(Duration.ofMillis(50), age(GOOD.replace("maximum_age_ms = 100", ""), cyclic));
    assertEquals(Duration.ofMillis(20), age(GOOD.replace("ms = 100", "ms = 20"), cyclic));
    assertEquals(
        new Refused<>(
            new CommandMapRefusal(
                Reason.OUT_OF_RANGE, "m.toml", "watch.S.maximum_age_ms", "51 is not in 1 to 50")),
        CommandMap.parse("m.toml", GOOD.replace("ms = 100", "ms = 51"), cyclic));
  }

  private static Duration age(String map, Database database) {
    return CommandMap.parse("m.toml", map, database)
        .orFault()
        .watched()
        .iterator()
        .next()
        .maximumAge();
  }

  @Test
  void readsTheDemoCar() throws IOException {
    var car = Path.of(System.getProperty("project.root", ".."), "simulator", "car");
    Database database = Database.parse(Files.readString(car.resolve("demo.dbc"))).orFault();
    CommandMap map =
        CommandMap.parse("commands.toml", Files.readString(car.resolve("commands.toml")), database)
            .orFault();
    assertEquals(
        Set.of(
            "lock", "unlock", "trunk", "horn-lights", "climate-on", "climate-off", "start", "stop"),
        Set.copyOf(map.names().stream().map(ActionName::value).toList()));
  }

  @Test
  void saysWhichMessagesAnAdapterWithoutADataPhaseDoesNotCarry() throws IOException {
    var car = Path.of(System.getProperty("project.root", ".."), "simulator", "car");
    var database = Database.parse(Files.readString(car.resolve("demo.dbc"))).orFault();
    var map =
        CommandMap.parse("commands.toml", Files.readString(car.resolve("commands.toml")), database)
            .orFault();
    assertEquals(
        Optional.of(
            "BODY_COMMAND, BODY_STATUS, ENGINE_COMMAND, ENGINE_STATUS, SPEED are CAN FD, and"
                + " can.device has no data=: no such frame is sent or received"),
        map.notCarriedBy(device("slcan:/dev/ttyACM0?bitrate=500k")));
    assertEquals(
        Optional.empty(), map.notCarriedBy(device("slcan:/dev/ttyACM0?bitrate=500k&data=2M")));
    assertEquals(Optional.empty(), map.notCarriedBy(device("socketcan:can0")));
    var classic = CommandMap.parse("m.toml", GOOD, DATABASE).orFault();
    assertEquals(Optional.empty(), classic.notCarriedBy(device("slcan:/dev/ttyACM0?bitrate=500k")));
  }

  private static CanDevice device(String text) {
    return CanDevice.parse(text).orFault();
  }

  @Test
  void refusesEveryFaultWithItsReasonAndPlace() {
    var met = EnumSet.of(Reason.FILE_TOO_LARGE);
    for (Fault fault : FAULTS) {
      assertTrue(GOOD.contains(fault.find()), fault.find());
      String text =
          GOOD.replaceFirst(Pattern.quote(fault.find()), Matcher.quoteReplacement(fault.replace()));
      var refusal = refusal(text);
      assertEquals(fault.reason(), refusal.reason(), () -> fault + " met " + refusal);
      assertEquals(fault.where(), refusal.where(), refusal::toString);
      assertEquals("m.toml", refusal.file());
      met.add(fault.reason());
    }
    assertEquals(EnumSet.allOf(Reason.class), met);
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertEquals(
        Reason.FILE_TOO_LARGE, refusal(" ".repeat(CommandMap.MAX_CHARACTERS + 1)).reason());
  }

  @Test
  void aParameterMustFitItsSignalOverItsWholeRange() {
    String parameter =
        "[actions.lock.parameters.p]\nsignal = \"Action\"\nmin = 1\nmax = 256\n[[transmit]]";
    var refusal =
        refusal(GOOD.replace("set = { Action = 1 }", "").replace("[[transmit]]", parameter));
    assertEquals(Reason.NO_SUCH_VALUE, refusal.reason());
    assertEquals("actions.lock.parameters.p.signal", refusal.where());
  }

  @Test
  void findsTheActionWhoseFramesNoEntryPermits() {
    assertEquals(List.of(), unpermitted(GOOD));
    assertEquals(LOCK, unpermitted(GOOD.replace("\"0100\"", "\"0200\"")));
    assertEquals(LOCK, unpermitted(GOOD.replace("id = 0x10", "id = 0x11")));
    assertEquals(LOCK, unpermitted(GOOD.substring(0, GOOD.indexOf("[[transmit]]"))));
  }

  @Test
  void aParameterMustBePermittedAtBothItsEnds() {
    String parameter =
        "[actions.lock.parameters.p]\nsignal = \"Action\"\nmin = 1\nmax = 2\n[[transmit]]";
    String map = GOOD.replace("set = { Action = 1 }", "").replace("[[transmit]]", parameter);
    assertEquals(LOCK, unpermitted(map));
    String free = map.replace("\"FF00\"", "\"0000\"").replace("\"0100\"", "\"0000\"");
    assertEquals(List.of(), unpermitted(free));
    assertEquals(
        Set.of("p"),
        CommandMap.parse("m.toml", free, DATABASE).orFault().parameters(LOCK.getFirst()));
  }

  private static List<ActionName> unpermitted(String text) {
    return CommandMap.parse("m.toml", text, DATABASE).orFault().unpermitted();
  }

  private static CommandMapRefusal refusal(String text) {
    return switch (CommandMap.parse("m.toml", text, DATABASE)) {
      case Refused<CommandMap, CommandMapRefusal>(CommandMapRefusal refusal) -> refusal;
      case Passed<CommandMap, CommandMapRefusal> _ -> throw new AssertionError("read: " + text);
    };
  }
}
