package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.ImageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java home: a JDK, or what jlink makes of one. The links in its legal/ become copies. */
final class RuntimeRecipe implements Recipe {

  private static final String RELEASE = "release";
  private static final String VERSION = "JAVA_VERSION=";
  private static final String NEEDED = "25";

  @Override
  public Outcome<ImageContent, PackProblem> content(Path folder) {
    return Recipe.read(folder, ImageContent.Links.COPIED, List.of("bin/java", RELEASE))
        .then(content -> is25(folder).map(_ -> content));
  }

  private static Outcome<String, PackProblem> is25(Path folder) {
    try (var lines = Files.lines(folder.resolve(RELEASE))) {
      var version =
          lines
              .filter(line -> line.startsWith(VERSION))
              .map(line -> line.substring(VERSION.length()).replace("\"", ""))
              .findFirst()
              .orElse("no version");
      return version.split("[.+-]", 2)[0].equals(NEEDED)
          ? Outcome.passed(version)
          : Outcome.refused(new PackProblem.WrongJava(version));
    } catch (IOException _) {
      return Outcome.refused(new PackProblem.NotRead(RELEASE));
    }
  }
}
