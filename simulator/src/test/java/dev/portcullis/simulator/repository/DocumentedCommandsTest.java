package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.simulator.repository.console.OtaCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/ota-repositories.md, in the order they stand there. */
final class DocumentedCommandsTest {

  private static final Path PAGE = Path.of("..", "docs", "ota-repositories.md");
  private static final String START = "./portcullis sim ota ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  @Test
  void everyCommandOfThePageDoesWhatItSays() throws IOException {
    var commands = commands();
    for (String command : commands) {
      if (command.equals("mv cloud/ota/offline safe")) {
        Files.move(folder.resolve("cloud/ota/offline"), folder.resolve("safe"));
      } else if (command.startsWith(START + "serve")) {
        var tree = OtaCommands.tree(InstantSource.system(), new SecureRandom());
        var _ = tree.parseArgs(words(command.substring(START.length())).toArray(String[]::new));
      } else {
        run(words(command.substring(START.length())));
      }
    }
    assertTrue(commands.size() > 20, commands.size() + " commands");
  }

  @Test
  void aRefusalSaysWhatToDoNext() {
    var err = new StringWriter();
    var tree = OtaCommands.tree(InstantSource.system(), new SecureRandom());
    tree.setErr(new PrintWriter(err));

    assertEquals(2, tree.execute("list-targets", "--folder", folder.resolve("nowhere").toString()));
    assertTrue(err.toString().startsWith("NOT_INITIALISED: "), err.toString());
    assertTrue(err.toString().contains("\nnext: "), err.toString());
  }

  private void run(List<String> words) throws IOException {
    var out = new StringWriter();
    var arguments = new ArrayList<String>();
    for (String word : words) {
      if (word.startsWith("build/")) {
        var image = folder.resolve(word);
        Files.createDirectories(folder.resolve("build"));
        Files.writeString(image, word);
        arguments.add(image.toString());
      } else {
        arguments.add(
            word.equals("cloud") || word.equals("safe") ? folder.resolve(word).toString() : word);
      }
    }
    var tree = OtaCommands.tree(InstantSource.system(), new SecureRandom());
    tree.setOut(new PrintWriter(out));
    tree.setErr(new PrintWriter(out));
    assertEquals(0, tree.execute(arguments.toArray(String[]::new)), words + "\n" + out);
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  private static List<String> commands() throws IOException {
    return Files.readString(PAGE)
        .replaceAll(" \\\\\n +", " ")
        .lines()
        .filter(line -> line.startsWith(START) || line.startsWith("mv "))
        .toList();
  }
}
