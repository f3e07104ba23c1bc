package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.dbc.DbcFinding.Weight;
import dev.portcullis.can.dbc.DbcRefusal.Reason;
import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.CanFrame.BitRateSwitch;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands in real files, and how it is read. */
class DbcParserTest {

  private static final String EVERYTHING =
      """
      VERSION "1" // a comment
      NS_ :
      \tNS_DESC_
      \tCM_
      \tBA_DEF_
      \tFILTER
      BS_: 500:1,2
      BU_: A B
      VAL_TABLE_ Table 1 "x" 0 "y" ;
      CM_ SG_ 1 S "stands before its
      message, with a \\"quotation\\" and ; in it";
      BO_ 1 M: 8 A
       SG_ S m0 : 7|16@0- (0.5,-3) [-10|+10.5] "m/s" B,A
       SG_ X M : 23|8@0+(1,0)[0|0]"" Vector__XXX
      BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX
       SG_ Nowhere : 0|8@1+ (1,0) [0|0] "" Vector__XXX
      BO_TX_BU_ 1 : A,B;
      EV_ Env: 0 [0|100] "" 0 1 DUMMY_NODE_VECTOR0 A,B;
      ENVVAR_DATA_ Env: 10;
      VAL_ Env 1 "one" ;
      SGTYPE_ Anything at all : 1;
      CAT_DEF_ 1 "c" 2;
      CM_ "the file";
      CM_ BU_ A "node";
      CM_ BO_ 1 "message";
      CM_ EV_ Env "variable";
      BA_DEF_ BO_ "GenMsgCycleTime" INT 0 65535;
      BA_DEF_ BO_ "GenMsgSendType" ENUM "Cyclic","Event";
      BA_DEF_ SG_ "GenSigStartValue" FLOAT -1.7E+308 1.7E+308;
      BA_DEF_ "BO_" STRING ;
      BA_DEF_REL_ BU_SG_REL_ "Timeout" INT 0 65535;
      BA_DEF_DEF_ "GenMsgCycleTime" 0;
      BA_DEF_DEF_ "GenMsgSendType" "Event";
      BA_DEF_DEF_REL_ "Timeout" 0;
      BA_ "BO_" "BO_";
      BA_ "GenMsgCycleTime" BO_ 1 2.5;
      BA_ "GenMsgSendType" BO_ 1 0;
      BA_ "GenSigStartValue" SG_ 1 S 12;
      BA_REL_ "Timeout" BU_SG_REL_ B SG_ 1 S 200;
      BA_REL_ "Timeout" BU_BO_REL_ B 1 200;
      BA_REL_ "Timeout" BU_EV_REL_ B Env 200;
      SIG_GROUP_ 1 Group 1 : S X;
      SG_MUL_VAL_ 1 S X 0-0, 3 - 4,
        9-12;\
      """;

  private static Message message(String text) {
    return Database.parse(text).orFault().message("M").orFault();
  }

  @Test
  void readsEveryStatementOfTheFormat() {
    for (String text : List.of(EVERYTHING, EVERYTHING.replace("\n", "\r\n"))) {
      Database database = Database.parse(text).orFault();
      assertEquals(List.of("M"), List.copyOf(database.names()));
      assertEquals(Optional.of("the file"), database.comment());
      Message message = database.message("M").orFault();
      assertEquals(Optional.of(Duration.ofNanos(2_500_000)), message.cycleTime());
      assertEquals(Optional.of("Cyclic"), message.sendType());
      assertEquals(List.of("A", "B"), message.senders());
      assertEquals(Optional.of("message"), message.comment());
      Signal signal = message.signal("S").orElseThrow();
      assertEquals(List.of("B", "A"), signal.receivers());
      assertEquals("m/s", signal.unit());
      assertEquals(
          Optional.of(new Limits(new BigDecimal("-10"), new BigDecimal("10.5"))), signal.limits());
      assertEquals(Optional.of(new BigDecimal("12")), signal.startValue());
      assertTrue(signal.comment().orElseThrow().endsWith("with a \"quotation\" and ; in it"));
      assertEquals(Optional.empty(), message.signal("X").orElseThrow().limits());
      assertTrue(message.decode(Bytes.fromHex("00000a0000000000")).orFault().containsKey("S"));
      assertEquals(
          Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE),
          message.decode(Bytes.fromHex("0000020000000000")));
    }
  }

  @Test
  void readsUtf8WithAndWithoutMarkAndWindows1252() {
    String text = "BO_ 1 M: 1 A\n SG_ S : 0|8@1+ (1,0) [0|0] \"°C\" A\nVAL_ 1 S 1 \"größer\" ;";
    Charset windows = Charset.forName("windows-1252");
    for (byte[] bytes :
        List.of(
            text.getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
            text.getBytes(windows),
            text.getBytes(StandardCharsets.ISO_8859_1))) {
      Signal signal =
          Database.parse(Bytes.of(bytes))
              .orFault()
              .message("M")
              .orFault()
              .signal("S")
              .orElseThrow();
      assertEquals("°C", signal.unit());
      assertEquals(Optional.of("größer"), signal.valueName(1));
    }
    assertEquals(
        Outcome.refused(Reason.BAD_CHARACTER),
        Database.parse(Bytes.of(text.getBytes(StandardCharsets.UTF_16LE)))
            .map(Database::names)
            .mapRefusal(DbcRefusal::reason));
  }

  @Test
  void aSingleMultiplexorSelectsByMarkAndByRanges() {
    Message message =
        message(
            "BO_ 1 M: 2 A\n SG_ X M : 0|8@1+ (1,0) [0|0] \"\" A\n"
                + " SG_ S m1 : 8|8@1+ (1,0) [0|0] \"\" A\nSG_MUL_VAL_ 1 S X 3-4;");
    for (String data : List.of("0107", "0307", "0407")) {
      assertEquals(Long.valueOf(7), message.decode(Bytes.fromHex(data)).orFault().get("S"));
    }
    assertEquals(
        Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE),
        message.decode(Bytes.fromHex("0207")));
  }

  @Test
  void aNamedValueOfAMultiplexorSelectsNothingAndIsKnown() {
    Message message =
        message(
            "BO_ 1 M: 2 A\n SG_ X M : 0|8@1+ (1,0) [0|0] \"\" A\n"
                + " SG_ S m1 : 8|8@1+ (1,0) [0|0] \"\" A\nVAL_ 1 X 5 \"OFF\" ;");
    assertEquals(Outcome.passed(Map.of("X", 5L)), message.decode(Bytes.fromHex("0507")));
    assertEquals(Outcome.passed(Bytes.fromHex("0500")), message.encode(Map.of("X", 5L)));
  }

  @Test
  void cascadedMultiplexorsAreFollowedDown() {
    Message message =
        message(
            """
            BO_ 1 M: 3 A
             SG_ Leaf m1 : 16|8@1+ (1,0) [0|0] "" A
             SG_ Lower m0M : 8|8@1+ (1,0) [0|0] "" A
             SG_ Upper M : 0|8@1+ (1,0) [0|0] "" A
             SG_ Other m1 : 8|8@1+ (1,0) [0|0] "" A
            SG_MUL_VAL_ 1 Leaf Lower 1-1;
            SG_MUL_VAL_ 1 Lower Upper 0-0;
            SG_MUL_VAL_ 1 Other Upper 1-1;
            """);
    assertEquals(
        Outcome.passed(Map.of("Upper", 0L, "Lower", 1L, "Leaf", 9L)),
        message.decode(Bytes.fromHex("000109")));
    assertEquals(
        Outcome.passed(Map.of("Upper", 1L, "Other", 1L)), message.decode(Bytes.fromHex("010109")));
    assertEquals(
        Outcome.passed(Bytes.fromHex("000109")),
        message.encode(Map.of("Upper", 0L, "Lower", 1L, "Leaf", 9L)));
  }

  @Test
  void aMarkWithoutAnyMultiplexorMeansNothing() {
    Message message = message("BO_ 1 M: 1 A\n SG_ S m24 : 0|8@1+ (1,0) [0|0] \"\" A\n");
    assertEquals(Outcome.passed(Map.of("S", 7L)), message.decode(Bytes.fromHex("07")));
  }

  @Test
  void aMessageLongerThanAFrameIsDecodedAndFitsOnlyAnFdFrame() {
    Message fd = message("BO_ 1 M: 32 A\n SG_ S : 255|8@0+ (1,0) [0|0] \"\" A\n");
    assertEquals(FrameFormat.UNSTATED, fd.format());
    assertTrue(
        fd.matches(
            new CanFrame.Fd(
                new ArbitrationId.Standard(1), Bytes.of(new byte[32]), BitRateSwitch.OFF)));
    Message transport = message("BO_ 2147483649 M: 10 A\n SG_ S : 72|8@1+ (1,0) [0|0] \"\" A\n");
    assertFalse(transport.fitsAFrame());
    assertEquals(
        Outcome.passed(Map.of("S", 7L)), transport.decode(Bytes.fromHex("00000000000000000007")));
    assertEquals(Outcome.passed(Map.of()), message("BO_ 1 M: 0 A").decode(Bytes.empty()));
  }

  @Test
  void frameFormatIsTheFilesOwnEnumerationOrTheStandardOne() {
    String head = "BO_ 1 M: 8 A\nBA_DEF_ BO_ \"VFrameFormat\" ";
    assertEquals(
        FrameFormat.FD,
        message(head + "ENUM \"StandardCAN_FD\",\"x\";BA_ \"VFrameFormat\" BO_ 1 0;").format());
    assertEquals(
        FrameFormat.FD, message(head + "INT 0 15;BA_DEF_DEF_ \"VFrameFormat\" 14;").format());
    assertEquals(
        FrameFormat.CLASSIC,
        message(head + "INT 0 15;BA_DEF_DEF_ \"VFrameFormat\" 14;BA_ \"VFrameFormat\" BO_ 1 0;")
            .format());
    assertEquals(
        Reason.BAD_NUMBER,
        DbcReport.of(Bytes.utf8(head + "ENUM \"a\";BA_ \"VFrameFormat\" BO_ 1 7;"))
            .findings()
            .stream()
            .map(finding -> Reason.valueOf(finding.code()))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void longNamesReplaceTheShortOnesOnceAllIsRead() {
    Message message =
        Database.parse(
                """
                BA_DEF_ SG_ "SystemSignalLongSymbol" STRING ;
                BA_DEF_ BO_ "SystemMessageLongSymbol" STRING ;
                BA_ "SystemMessageLongSymbol" BO_ 1 "LongMessage";
                BA_ "SystemSignalLongSymbol" SG_ 1 S "LongSignal";
                BO_ 1 M: 1 A
                 SG_ S : 0|8@1+ (1,0) [0|0] "" A
                VAL_ 1 S 1 "ONE" ;
                """)
            .orFault()
            .message("LongMessage")
            .orFault();
    assertEquals(Optional.of("ONE"), message.signal("LongSignal").orElseThrow().valueName(1));
  }

  @Test
  void messagesMayShareAnIdAndANameAndAreToldApart() {
    Database database =
        Database.parse(
                "BO_ 1 M: 1 A\n SG_ S : 0|8@1+ (1,0) [0|0] \"\" A\nBO_ 1 N: 1 A\n"
                    + " SG_ S : 0|8@1+ (1,0) [0|0] \"\" A\nBO_ 2 N: 2 A\nVAL_ 1 S 1 \"ONE\" ;")
            .orFault();
    assertEquals(2, database.messages(new ArbitrationId.Standard(1)).size());
    assertEquals(2, database.messages("N").size());
    assertEquals(
        Outcome.refused(new DbcRefusal(Reason.DUPLICATE_MESSAGE, 5, 5)), database.message("N"));
    for (var message : database.messages(new ArbitrationId.Standard(1))) {
      assertEquals(Optional.of("ONE"), message.orFault().signal("S").orElseThrow().valueName(1));
    }
  }

  @Test
  void theLastNamesOfASignalCount() {
    Signal signal =
        message(
                "BO_ 1 M: 8 A\n SG_ S : 0|64@1+ (1,0) [0|0] \"\" A\nVAL_ 1 S 1 \"OLD\" 2 \"GONE\" ;\n"
                    + "VAL_ 1 S 1 \"NEW\" 18446744073709551615 \"SNA\" -1 \"never\" ;\nVAL_ 1 S ;")
            .signal("S")
            .orElseThrow();
    assertEquals(Optional.of("NEW"), signal.valueName(1));
    assertEquals(Optional.empty(), signal.valueName(2));
    assertEquals(Optional.of("SNA"), signal.valueName(-1));
  }

  @Test
  void oneFaultDoesNotHideTheOthers() {
    var text = new StringBuilder("VERSION 1\n");
    for (int i = 0; i < 200; i++) {
      text.append("BO_ ").append(i).append(" M").append(i).append(" 8 A\n");
    }
    DbcReport report = DbcReport.of(Bytes.utf8(text.toString()));
    assertEquals(DbcLexer.MAX_FAULTS, report.findings().size());
    assertEquals(1, report.findings().getFirst().line());
    assertEquals(9, report.findings().getFirst().column());
    assertEquals(10, report.findings().get(1).column());
    assertTrue(report.has(Weight.FILE_REFUSED));
    assertEquals(0, report.messages());
  }

  @Test
  void aByteDescribedTwiceIsForLookingAtAndNotForAVehicle() {
    String twice =
        """
        BO_ 1 M: 1 A
         SG_ Little : 0|8@1+ (1,0) [0|0] "" A
         SG_ Big : 7|8@0+ (1,0) [0|0] "" A
        """;
    Database database = Database.parse(twice).orFault();
    assertEquals(
        Outcome.refused(new DbcRefusal(Reason.SIGNALS_OVERLAP, 3, 6)), database.message("M"));
    Message message = database.messages("M").getFirst().orFault();
    assertEquals(
        Outcome.passed(Map.of("Little", 7L, "Big", 7L)), message.decode(Bytes.fromHex("07")));
    assertEquals(
        Outcome.passed(Bytes.fromHex("07")), message.encode(Map.of("Little", 7L, "Big", 7L)));
    assertEquals(
        Outcome.refused(EncodeRefusal.CONTRADICTION),
        message.encode(Map.of("Little", 7L, "Big", 8L)));
    assertTrue(DbcReport.of(Bytes.utf8(twice)).has(Weight.MESSAGE_REFUSED));
    assertTrue(
        Database.parse(twice.replace("7|8@0", "4|4@1")).orFault().messages("M").getFirst()
            instanceof Outcome.Refused);
  }

  @Test
  void aSignalAboveAMultiplexorMaySeeTheBitsBelow() {
    Database database =
        Database.parse(
                """
                BO_ 1 M: 3 A
                 SG_ All : 0|16@1+ (1,0) [0|0] "" A
                 SG_ X M : 16|1@1+ (1,0) [0|0] "" A
                 SG_ Part m1 : 8|8@1+ (1,0) [0|0] "" A
                """)
            .orFault();
    assertEquals(
        Outcome.passed(Map.of("All", 0x0201L, "X", 1L, "Part", 2L)),
        database.messages("M").getFirst().orFault().decode(Bytes.fromHex("010201")));
    assertTrue(database.message("M") instanceof Outcome.Refused);
  }

  @Test
  void manySignalsOnTheSameBitsAreFoundInNoTime() {
    var text = new StringBuilder("BO_ 1 M: 8 A\n SG_ X M : 0|10@1+ (1,0) [0|0] \"\" A\n");
    for (int i = 0; i < Database.MAX_SIGNALS - 1; i++) {
      text.append(" SG_ S")
          .append(i)
          .append(" m")
          .append(i)
          .append(" : 10|54@1+ (1,0) [0|0] \"\" A\n");
    }
    assertEquals(Database.MAX_SIGNALS, message(text.toString()).signals().size());
    text.append(" SG_ TooMany : 0|1@1+ (1,0) [0|0] \"\" A\n");
    assertEquals(
        Outcome.refused(Reason.TOO_MANY),
        Database.parse(text.toString()).map(_ -> 0).mapRefusal(DbcRefusal::reason));
  }
}
