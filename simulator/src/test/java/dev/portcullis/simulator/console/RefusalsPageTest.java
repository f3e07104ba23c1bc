package dev.portcullis.simulator.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RefusalsPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs", "refusals.md");

  @Test
  void thePageSaysWhatTheListSays() throws IOException {
    String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertEquals(
        RefusalsPage.text(),
        written,
        "docs/refusals.md is not what the list makes."
            + " next: ./portcullis explain --page > docs/refusals.md");
  }
}
