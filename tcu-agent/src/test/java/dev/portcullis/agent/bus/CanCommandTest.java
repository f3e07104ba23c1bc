package dev.portcullis.agent.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two commands as a person, or a script behind a pipe, meets them. */
final class CanCommandTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final String CAR =
      """
      BU_: A B
      BO_ 256 SPEED: 3 A
       SG_ Speed : 0|16@1+ (0.01,0) [0|300] "km/h" B
       SG_ Counter : 16|4@1+ (1,0) [0|15] "" B
      BO_ 512 COMMAND: 1 B
       SG_ Action : 0|8@1+ (1,0) [0|3] "" A
      BA_DEF_ BO_ "GenMsgCycleTime" INT 0 10000;
      BA_DEF_DEF_ "GenMsgCycleTime" 0;
      BA_ "GenMsgCycleTime" BO_ 256 20;
      """;

  @TempDir private Path folder = Path.of("");

  private record Said(int exit, String out, String err) {}

  @BeforeEach
  void writeTheCar() throws IOException {
    Files.writeString(folder.resolve("car.dbc"), CAR);
  }

  private Said run(String input, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        CanCommand.commandLine(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                () -> 0,
                new Interruption())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  private String dbc() {
    return folder.resolve("car.dbc").toString();
  }

  /** So many seconds of a clean bus. */
  private static String clean(int seconds) {
    var log = new StringBuilder();
    for (int i = 0; i < seconds * 50; i++) {
      log.append(line(i * 20_000L, "100#" + speed(50 + i % 3, i)));
    }
    return log.toString();
  }

  private static String speed(int kmh, int counter) {
    int raw = kmh * 100;
    return String.format(Locale.ROOT, "%02X%02X%02X", raw & 0xFF, raw >> 8, counter & 15);
  }

  private static String line(long micros, String frame) {
    return String.format(
        Locale.ROOT,
        "(%d.%06d) can0 %s\n",
        1_700_000_000 + micros / 1_000_000,
        micros % 1_000_000,
        frame);
  }

  @Test
  void aCleanRecordingIsDoneWithoutAFinding() {
    Said said = run(clean(10), "watch", "--dbc", dbc(), "-");
    assertEquals(new Said(0, "✓ 500 frames in 10.0 s: nothing found\n", ""), said);
  }

  @Test
  void printsWhatItFindsAndAReportByKind() {
    Said said =
        run(
            clean(10) + line(10_000_000, "123#00") + line(10_000_100, "123#01"),
            "watch",
            "--dbc",
            dbc(),
            "-");
    assertEquals(1, said.exit());
    assertEquals(
        """
        (1700000010.000000) identifier   UNKNOWN_ID               123
        ! 502 frames in 10.0 s: 1 kinds of findings
          UNKNOWN_ID                         2  first (1700000010.000000)  123
        """,
        said.out());
  }

  @Test
  void whatIsLearnedFindsMore() {
    String file = folder.resolve("car.json").toString();
    Said learned = run(clean(60), "learn", "--dbc", dbc(), "-", "--out", file);
    assertEquals(
        "✓ "
            + file
            + ": 1 of 2 messages in 60 s: 1 periodic, 1 with a counter, 0 with a checksum; bus at"
            + " most 1 % full\n",
        learned.out());
    assertEquals(0, learned.exit());
    String attacked = clean(10) + line(10_000_000, "100#" + speed(50, 3));
    assertEquals(0, run(attacked, "watch", "--dbc", dbc(), "-").exit());
    Said said = run(attacked, "watch", "--dbc", dbc(), "--baseline", file, "-");
    assertEquals(1, said.exit());
    assertTrue(said.out().contains("COUNTER                  100 SPEED.Counter"), said.out());
  }

  @Test
  void aBaselineOfAnotherFileIsRefusedByName() throws IOException {
    String file = folder.resolve("car.json").toString();
    assertEquals(0, run(clean(10), "learn", "--dbc", dbc(), "-", "--out", file).exit());
    Files.writeString(folder.resolve("car.dbc"), CAR + "\n");
    Said said = run(clean(1), "watch", "--dbc", dbc(), "--baseline", file, "-");
    assertEquals(2, said.exit());
    assertTrue(said.err().contains("OTHER_DESCRIPTION"), said.err());
    assertTrue(said.err().contains("next: "), said.err());
  }

  @Test
  void identifiersOfOursAndDiagnosticRequestsAreFoundWhereTheyAreNamed() {
    String log = clean(2) + line(2_000_000, "200#01") + line(2_000_500, "7DF#0211010000000000");
    Said plain = run(log, "watch", "--dbc", dbc(), "-");
    assertEquals(0, plain.exit(), plain.out());
    for (String ours : new String[] {"COMMAND", "200"}) {
      Said said = run(log, "watch", "--dbc", dbc(), "--ours", ours, "--speed", "SPEED.Speed", "-");
      assertTrue(said.out().contains("OURS_FROM_ELSEWHERE"), said.out());
      assertTrue(said.out().contains("service 11"), said.out());
    }
  }

  @Test
  void writesLinesOfJsonOnDemand() {
    Said said = run(line(0, "123#00"), "watch", "--dbc", dbc(), "--json", "-");
    assertEquals(
        """
        {"schema":1,"kind":"UNKNOWN_ID","layer":"IDENTIFIER","nanos":1700000000000000000,\
        "since":1700000000000000000,"times":1,"id":291,"ext":false,"seen":0.0}
        {"schema":1,"report":true,"frames":1,"nanos":0,"told":1,"kinds":[{"kind":"UNKNOWN_ID",\
        "count":1,"first":1700000000000000000,"more_ids":0,"ids":["123"]}]}
        """,
        said.out());
  }

  @Test
  void linesThatAreNoneAreCountedAndNamed() {
    Said said = run("nonsense\n" + clean(1) + "(1.0\n", "watch", "--dbc", dbc(), "-");
    assertEquals(0, said.exit());
    assertEquals("2 lines are none of a recording, first line 1: BAD_TIME\n", said.err());
  }

  @Test
  void whatCannotBeUsedIsSaidWithWhatToDo() {
    for (String[] words :
        new String[][] {
          {"watch", "--dbc", "missing.dbc", "-"},
          {"watch", "--dbc", dbc(), "missing.log"},
          {"watch", "--dbc", dbc(), "-"},
          {"watch", "--dbc", dbc(), "socketcan:"},
          {"watch", "--dbc", dbc(), "socketcan:nosuchcan0"},
          {"watch", "--dbc", dbc(), "slcan:relative"},
          {"watch", "--dbc", dbc(), "--ours", "XYZ", "-"},
          {"watch", "--dbc", dbc(), "--speed", "SPEED.Speeed", "-"},
          {"watch", "--dbc", dbc(), "--bitrate", "2M", "-"},
          {"watch", "--dbc", dbc(), "--baseline", "missing.json", "-"},
          {"learn", "--dbc", dbc(), "-", "--out", folder.resolve("x").toString()},
        }) {
      Said said = run("", words);
      assertEquals(2, said.exit(), String.join(" ", words));
      assertTrue(said.err().contains("next: "), said.err());
    }
  }

  @Test
  void anInterruptionEndsAPipeThatSaysNothingMoreWithTheReport() throws Exception {
    var interruption = new Interruption();
    var out = new StringWriter();
    try (var writer = new PipedOutputStream();
        var pipe = new PipedInputStream(writer, 1 << 20)) {
      writer.write((clean(1) + line(1_000_000, "123#00")).getBytes(StandardCharsets.UTF_8));
      writer.flush();
      var asking =
          Thread.ofPlatform()
              .start(() -> {
                while (!out.toString().contains("UNKNOWN_ID")) {
                  LockSupport.parkNanos(A_MOMENT);
                }
                interruption.ask();
              });
      int exit =
          CanCommand.commandLine(pipe, () -> 0, interruption)
              .setOut(new PrintWriter(out, true))
              .execute("watch", "--dbc", dbc(), "-");
      asking.join();
      assertEquals(1, exit);
      interruption.finish(exit);
      assertEquals(exit, interruption.askAndAwait());
    }
    assertTrue(
        out.toString().contains("! 51 frames in 1.0 s: 1 kinds of findings"), out.toString());
  }
}
