package dev.portcullis.simulator.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

final class ExplainCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int explain(String... arguments) {
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "explain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commands.execute(all);
  }

  @ParameterizedTest
  @EnumSource
  void knowsWhatEachCodeMeansAndWhoCanMendItAndHow(RefusalCode code) {
    assertEquals(0, explain(code.name()));
    assertTrue(out.toString().contains(code.meaning()));
    assertTrue(out.toString().contains(code.mender().text()));
    assertTrue(out.toString().contains(code.next()));
    assertTrue(code.meaning().endsWith("."), "the meaning is a sentence");
    assertTrue(code.next().endsWith("."), "what to do is a sentence");
  }

  @Test
  void takesACodeHoweverItIsTyped() {
    assertEquals(0, explain("stale-counter"));
    assertTrue(out.toString().startsWith("STALE_COUNTER"));
  }

  @Test
  void offersTheNearestNamesForAnUnknownCode() {
    assertEquals(2, explain("STALE_CONTER"));
    assertTrue(err.toString().contains("STALE_COUNTER"), err::toString);
    assertTrue(err.toString().contains("next: ./portcullis explain --help"), err::toString);
    assertEquals("", out.toString());
  }

  @Test
  void printsDataForPrograms() throws JsonProcessingException {
    assertEquals(0, explain("BUSY", "--json"));
    var data = new JsonMapper().readTree(out.toString());
    assertEquals(1, data.path("schema").intValue());
    assertEquals("BUSY", data.path("code").textValue());
    assertEquals("authenticate", data.path("stage").textValue());
    assertEquals("AFTER 1", data.path("advice").textValue());
  }

  @Test
  void listsEveryCodeWithoutOne() {
    assertEquals(0, explain());
    for (RefusalCode code : RefusalCode.values()) {
      assertTrue(out.toString().contains("  " + code.name() + "\n"), code::name);
    }
  }

  @Test
  void answersAWrongOptionWithOneLineAndWhatToDo() {
    assertEquals(2, explain("--jsn"));
    assertTrue(err.toString().contains("next: ./portcullis explain --help"), err::toString);
  }
}
