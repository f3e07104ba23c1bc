package dev.portcullis.agent.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three commands as a person, or a script behind a pipe, meets them. */
final class DbcCommandTest {

  private static final String CAR =
      """
      VERSION ""
      BU_: A B
      BO_ 1 PLAIN: 3 A
       SG_ Speed : 0|16@1+ (0.01,0) [0|100] "km/h" B
       SG_ Gear : 16|8@1+ (1,0) [0|3] "" B
      BO_ 2147483649 WIDE: 2 A
       SG_ Mux M : 0|8@1+ (1,0) [0|0] "" B
       SG_ X m1 : 8|8@1- (1,0) [0|0] "" B
      BO_ 3 BROKEN: 1 A
       SG_ Outside : 8|1@1+ (1,0) [0|0] "" B
      BO_ 4 FAST: 64 A
       SG_ Temperature : 0|32@1- (1,0) [0|0] "" B
      BO_ 5 TWIN: 1 A
       SG_ First : 0|8@1+ (1,0) [0|0] "" B
      BO_ 6 TWIN: 1 A
       SG_ Second : 0|8@1+ (1,0) [0|0] "" B
      BO_ 6 OTHER: 1 A
       SG_ Third : 0|8@1+ (1,0) [0|0] "" B
      BA_DEF_ BO_ "VFrameFormat" INT 0 15;
      BA_ "VFrameFormat" BO_ 4 14;
      SIG_VALTYPE_ 4 Temperature : 1;
      VAL_ 1 Gear 0 "PARK" 1 "ONE" 3 "\u00dcBERSETZT";
      """;

  @TempDir private Path folder = Path.of("");

  private record Said(int exit, String out, String err) {}

  private Said run(String input, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        DbcCommand.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  private String car(String text) throws IOException {
    var file = folder.resolve("car.dbc");
    Files.writeString(file, text);
    return file.toString();
  }

  private List<String> filter(String command, String... lines) throws IOException {
    return run(String.join("\n", lines), command, car(CAR)).out().lines().toList();
  }

  private static void assertError(String code, String line) {
    assertTrue(line.startsWith("{\"error\":\"" + code + "\",\"reason\":\""), line);
  }

  @Test
  void decodesAFrameALine() throws IOException {
    assertEquals(
        List.of(
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":\"5000\",\"Gear\":\"1\"},"
                + "\"phys\":{\"Speed\":\"50.0\",\"Gear\":\"1\"}}",
            "{\"msg\":\"WIDE\",\"raw\":{\"Mux\":\"1\",\"X\":\"-1\"},"
                + "\"phys\":{\"Mux\":\"1\",\"X\":\"-1\"}}",
            "{\"msg\":\"FAST\",\"raw\":{\"Temperature\":\"1.5\"},"
                + "\"phys\":{\"Temperature\":\"1.5\"}}"),
        filter(
            "decode",
            "{\"id\":1,\"ext\":false,\"data\":\"881301\"}",
            "{\"id\":\"0x1\",\"ext\":true,\"data\":\"01FF\",\"comment\":\"is ignored\"}",
            "{\"id\":\"4\",\"fd\":true,\"data\":\"0000c03f" + "00".repeat(60) + "\"}"));
  }

  @Test
  void showsWhatTheFileCallsAValueInAscii() throws IOException {
    assertEquals(
        "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":\"0\",\"Gear\":\"3\"},"
            + "\"phys\":{\"Speed\":\"0.0\",\"Gear\":\"3\"},\"names\":{\"Gear\":\"\\u00DCBERSETZT\"}}\n",
        run("{\"id\":1,\"data\":\"000003\"}\n", "decode", "--names", car(CAR)).out());
  }

  @Test
  void encodesRawPhysicalAndNamedValues() throws IOException {
    assertEquals(
        List.of(
            "{\"id\":1,\"ext\":false,\"data\":\"881301\"}",
            "{\"id\":1,\"ext\":false,\"data\":\"881301\"}",
            "{\"id\":1,\"ext\":true,\"data\":\"01ff\"}",
            "{\"id\":4,\"ext\":false,\"fd\":true,\"data\":\"0000c03f" + "00".repeat(60) + "\"}",
            "{\"id\":5,\"ext\":false,\"data\":\"07\"}"),
        filter(
            "encode",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":\"5000\",\"Gear\":1}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":49.996,\"Gear\":\"ONE\"}}",
            "{\"msg\":\"WIDE\",\"raw\":{\"Mux\":\"1\",\"X\":\"-1\"},\"phys\":{\"Mux\":\"wrong\"}}",
            "{\"msg\":\"FAST\",\"phys\":{\"Temperature\":\"1.5\"}}",
            "{\"msg\":\"TWIN\",\"id\":5,\"raw\":{\"First\":7}}"));
  }

  @Test
  void decodesWhatMsgSaysWhereSeveralMessagesHaveOneId() throws IOException {
    List<String> lines =
        filter(
            "decode",
            "{\"id\":6,\"data\":\"07\"}",
            "{\"id\":6,\"msg\":\"TWIN\",\"data\":\"07\"}",
            "{\"id\":6,\"msg\":\"PLAIN\",\"data\":\"07\"}");
    assertTrue(lines.get(0).startsWith("{\"msg\":\"OTHER\""), lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"msg\":\"TWIN\",\"raw\":{\"Second\""), lines.get(1));
    assertError("UNKNOWN_MESSAGE", lines.get(2));
  }

  @Test
  void everyLineOfDecodeThatIsRefusedSaysWhy() throws IOException {
    List<String> lines =
        filter(
            "decode",
            "{\"id\":7,\"ext\":false,\"data\":\"\"}",
            "{\"id\":2048,\"ext\":false,\"data\":\"\"}",
            "{\"id\":-1,\"data\":\"\"}",
            "{\"id\":1.5,\"data\":\"\"}",
            "{\"data\":\"\"}",
            "{\"id\":1,\"ext\":\"no\",\"data\":\"\"}",
            "{\"id\":1,\"data\":\"0\"}",
            "{\"id\":1,\"data\":\"zz\"}",
            "{\"id\":1}",
            "{\"id\":1,\"data\":\"00\"}",
            "{\"id\":1,\"ext\":true,\"data\":\"0200\"}",
            "{\"id\":3,\"data\":\"00\"}",
            "",
            "[1]",
            "{\"id\":1,\"data\":\"881301\"} {}",
            "{\"id\":1,\"id\":1,\"data\":\"881301\"}",
            "[".repeat(100_000),
            "\u0000\uFFFD",
            "x".repeat(LineFilter.MAX_LINE + 1));
    List<String> codes =
        List.of(
            "UNKNOWN_ID",
            "BAD_ID",
            "BAD_ID",
            "BAD_ID",
            "BAD_ID",
            "BAD_ID",
            "BAD_DATA",
            "BAD_DATA",
            "BAD_DATA",
            "WRONG_LENGTH",
            "UNKNOWN_MULTIPLEX_VALUE",
            "MESSAGE_REFUSED",
            "BAD_JSON",
            "BAD_JSON",
            "BAD_JSON",
            "BAD_JSON",
            "BAD_JSON",
            "BAD_JSON",
            "LINE_TOO_LONG");
    assertEquals(codes.size(), lines.size());
    for (int i = 0; i < codes.size(); i++) {
      assertError(codes.get(i), lines.get(i));
    }
  }

  @Test
  void everyLineOfEncodeThatIsRefusedSaysWhy() throws IOException {
    List<String> lines =
        filter(
            "encode",
            "{\"msg\":\"NOBODY\",\"raw\":{}}",
            "{\"raw\":{}}",
            "{\"msg\":\"TWIN\",\"raw\":{}}",
            "{\"msg\":\"TWIN\",\"id\":1,\"raw\":{}}",
            "{\"msg\":\"BROKEN\",\"raw\":{}}",
            "{\"msg\":\"PLAIN\"}",
            "{\"msg\":\"PLAIN\",\"raw\":[]}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":1}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":1,\"Gear\":0,\"Hood\":0}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":65536,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":0.5,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":1e99,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":1,\"Gear\":\"ONE\"}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":1,\"Gear\":\"TWO\"}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":null,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":true,\"Gear\":0}}",
            "{\"msg\":\"WIDE\",\"raw\":{\"Mux\":2}}",
            "{\"msg\":\"WIDE\",\"raw\":{\"Mux\":1}}",
            "{\"msg\":\"FAST\",\"raw\":{\"Temperature\":1e300}}");
    List<String> codes =
        List.of(
            "UNKNOWN_MESSAGE",
            "UNKNOWN_MESSAGE",
            "AMBIGUOUS_MESSAGE",
            "UNKNOWN_ID",
            "MESSAGE_REFUSED",
            "NO_VALUES",
            "NO_VALUES",
            "MISSING_SIGNAL",
            "UNKNOWN_SIGNAL",
            "OUT_OF_RANGE",
            "OUT_OF_RANGE",
            "OUT_OF_RANGE",
            "NO_SUCH_VALUE",
            "NO_SUCH_VALUE",
            "NO_SUCH_VALUE",
            "NO_SUCH_VALUE",
            "UNKNOWN_MULTIPLEX_VALUE",
            "MISSING_SIGNAL",
            "OUT_OF_RANGE");
    assertEquals(codes.size(), lines.size());
    for (int i = 0; i < codes.size(); i++) {
      assertError(codes.get(i), lines.get(i));
    }
  }

  /** Exponents are as long as whoever wrote the line likes them. */
  @Test
  void aNumberOfAnyExponentIsRefusedAndNotComputed() throws IOException {
    List<String> lines =
        filter(
            "encode",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":1e100000000000000,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":1e-100000000000000,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":1e2147483647,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":1e2147483647,\"Gear\":0}}",
            "{\"msg\":\"PLAIN\",\"raw\":{\"Speed\":1e-2147483647,\"Gear\":0}}");
    List<String> codes =
        List.of("BAD_JSON", "BAD_JSON", "NO_SUCH_VALUE", "NO_SUCH_VALUE", "NO_SUCH_VALUE");
    for (int i = 0; i < codes.size(); i++) {
      assertError(codes.get(i), lines.get(i));
    }
  }

  @Test
  void holdsTheFilesLimitsOnlyWhenAsked() throws IOException {
    String line = "{\"msg\":\"PLAIN\",\"phys\":{\"Speed\":100.01,\"Gear\":\"PARK\"}}\n";
    assertEquals(0, run(line, "encode", car(CAR)).exit());
    Said held = run(line, "encode", "--limits", car(CAR));
    assertError("OUTSIDE_LIMITS", held.out());
    assertEquals(1, held.exit());
  }

  @Test
  void answersALineWithoutAnEndAndOneThatWindowsEnded() throws IOException {
    Said said =
        run("{\"id\":1,\"data\":\"881301\"}\r\n{\"id\":1,\"data\":\"881301\"}", "decode", car(CAR));
    assertEquals(2, said.out().lines().count());
    assertEquals(0, said.exit());
    assertEquals("", run("", "decode", car(CAR)).out());
  }

  @Test
  void theExitCodeSaysWhetherALineWasRefused() throws IOException {
    assertEquals(1, run("?\n", "decode", car(CAR)).exit());
    assertEquals(0, run("{\"id\":1,\"data\":\"881301\"}\n", "decode", car(CAR)).exit());
    Said missing = run("", "decode", folder.resolve("nowhere").toString());
    assertEquals(2, missing.exit());
    assertTrue(missing.err().contains("is not there"), missing.err());
    assertEquals(2, run("", "decode", folder.toString()).exit());
    Said broken = run("{\"id\":1,\"data\":\"\"}\n", "decode", car("VERSION \"\"\nBO_ 1 M 8 A\n"));
    assertEquals(2, broken.exit());
    assertEquals("", broken.out());
    assertTrue(broken.err().contains("car.dbc:2:9: UNEXPECTED"), broken.err());
    assertTrue(broken.err().contains("next: "), broken.err());
  }

  @Test
  void checkNamesEverythingThatIsWrong() throws IOException {
    Said said =
        run(
            "",
            "check",
            car(
                """
                VERSION ""
                BO_ 1 M: 8 A
                 SG_ A : 0|8@1+ (1,0) [0|0] "" A
                 SG_ B : 0|8@1 (1,0) [0|0] "" A
                 SG_ C : 100|8@1+ (1,0) [0|0] "" A
                 SG_ D : 0|8@1+ (1,0) [0|0] "" A
                CM_ "no semicolon"
                BO_ 2 N: 8 A
                 SG_ E : 60|8@1+ (1,0) [0|0] "" A
                CM_ SG_ 9 E "of no message";
                VAL_ 2 E 0 "unclosed
                FOO
                """));
    assertEquals(1, said.exit());
    for (String finding :
        List.of(
            ":4:16: refused: UNEXPECTED: ",
            ":5:6: refused message M: SIGNAL_OUTSIDE_MESSAGE: ",
            ":8:1: refused: UNEXPECTED: ",
            ":9:6: refused message N: SIGNAL_OUTSIDE_MESSAGE: ",
            ":10:9: warning: NO_SUCH_MESSAGE: ",
            ":11:12: refused: NOT_CLOSED: ",
            "✗ ",
            "next: ")) {
      assertTrue(said.out().contains(finding), finding + " in " + said.out());
    }
  }

  @Test
  void checkSaysInJsonWhatItSaysInWords() throws IOException {
    Said said =
        run("", "check", "--json", car("BO_ 1 M: 1 A\n SG_ S : 8|1@1+ (1,0) [0|0] \"\" A\n"));
    assertEquals(1, said.exit());
    assertTrue(said.out().startsWith("{\"schema\":1,\"file\":"), said.out());
    assertTrue(
        said.out()
            .contains(
                "\"findings\":[{\"weight\":\"MESSAGE_REFUSED\",\"code\":\"SIGNAL_OUTSIDE_MESSAGE\","
                    + "\"line\":2,\"column\":6,"),
        said.out());
  }

  @Test
  void checkOfAGoodFileIsOneLine() throws IOException {
    Said said = run("", "check", car("BO_ 1 M: 1 A\n SG_ S : 0|1@1+ (1,0) [0|0] \"\" A\n"));
    assertEquals(0, said.exit());
    assertTrue(said.out().endsWith("car.dbc: 1 messages with 1 signals\n"), said.out());
    assertEquals(1, said.out().lines().count());
  }

  @Test
  void endsWhenNobodyReadsAnyMore() throws IOException {
    var closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("closed");
          }
        };
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return '\n';
          }
        };
    int exit =
        DbcCommand.commandLine(endless)
            .setOut(new PrintWriter(closed, true, StandardCharsets.UTF_8))
            .execute("decode", car(CAR));
    assertEquals(2, exit);
  }

  @Test
  void eachCommandExplainsItself() {
    for (String command : List.of("decode", "encode", "check")) {
      Said said = run("", command, "--help");
      assertEquals(0, said.exit());
      assertTrue(said.out().contains("Example:"), said.out());
      assertTrue(said.out().contains("Exit codes: 0"), said.out());
    }
    assertEquals(2, run("").exit());
  }
}
