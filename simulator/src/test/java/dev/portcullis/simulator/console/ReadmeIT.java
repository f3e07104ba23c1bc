package dev.portcullis.simulator.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README shows what the commands print. A fenced block right under {@code <!-- shown: COMMAND
 * -->} must equal the command's output, run at the repository root, but for figures (any number
 * equals any number) and the width of the gaps between words. A line {@code ...} in the block
 * stands for any lines, so that a block may show a part.
 */
final class ReadmeIT {

  private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).normalize();
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern SHOWN =
      Pattern.compile("<!-- shown: (.+?) -->\\s*\\n```[a-z]*\\n(.*?)\\n?```", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");
  private static final Pattern GAP = Pattern.compile("[ \\t]+");
  private static final String ANY_LINES = "...";
  private static final long MINUTES = 5;

  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> theReadmeShowsWhatTheCommandsPrint() throws IOException {
    assertTrue(Files.exists(README), "there is no README.md");
    Matcher block = SHOWN.matcher(Files.readString(README));
    return block
        .results()
        .map(found ->
            dynamicTest(found.group(1), () -> assertShown(found.group(1), found.group(2))));
  }

  @Test
  void figuresAndGapsMayDifferAndNothingElse() {
    assertEquals(normal("unlock   0.9 ms"), normal("unlock 1,012.4 ms  "));
    assertTrue(shows(List.of("a #", ANY_LINES, "z"), List.of("a #", "b", "c", "z")));
    assertTrue(shows(List.of(ANY_LINES), List.of()));
    assertTrue(!shows(List.of("a"), List.of("a", "b")));
    assertTrue(!shows(List.of("b", ANY_LINES), List.of("a", "b")));
  }

  private void assertShown(String command, String shown) throws IOException, InterruptedException {
    List<String> expected = normalLines(shown);
    String printed = run(command);
    if (!shows(expected, normalLines(printed))) {
      assertEquals(
          shown, printed, "README.md shows something else. next: copy what the command prints");
    }
  }

  /** Standard output of the command; the build is not looked at, for it is going on right now. */
  private String run(String command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(ROOT.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PORTCULLIS_BUILD", "never");
    builder.environment().put("NO_COLOR", "1");
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, () -> command + " does not end");
    return Files.readString(output);
  }

  private static boolean shows(List<String> expected, List<String> printed) {
    if (expected.isEmpty()) {
      return printed.isEmpty();
    }
    List<String> rest = expected.subList(1, expected.size());
    if (expected.getFirst().equals(ANY_LINES)) {
      return shows(rest, printed)
          || (!printed.isEmpty() && shows(expected, printed.subList(1, printed.size())));
    }
    return !printed.isEmpty()
        && expected.getFirst().equals(printed.getFirst())
        && shows(rest, printed.subList(1, printed.size()));
  }

  private static List<String> normalLines(String text) {
    return text.stripTrailing().lines().map(ReadmeIT::normal).toList();
  }

  private static String normal(String line) {
    String figures = NUMBER.matcher(line.stripTrailing()).replaceAll("#");
    return GAP.matcher(figures).replaceAll(" ");
  }
}
