package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.ImageContent;
import dev.portcullis.ota.slot.StateFormats;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent as it was built: its jars, its native code, and what starts it. */
final class ApplicationRecipe implements Recipe {

  private static final String JVM_OPTIONS = "jvm.options";
  private static final String START_OPTIONS = "start.options";

  /** Says where the JDK of the build is: another machine would make another image. */
  private static final String BUILT_WITH = "built-with";

  @Override
  public Outcome<ImageContent, PackProblem> content(Path folder) {
    return Recipe.read(folder, ImageContent.Links.REFUSED, List.of(JVM_OPTIONS, StateFormats.FILE))
        .then(content -> hasAgent(folder) ? Outcome.passed(content) : noAgent())
        .then(content -> formats(folder).map(_ -> content))
        .then(content -> withStartOptions(content.without(BUILT_WITH), folder));
  }

  private static boolean hasAgent(Path folder) {
    try {
      return ModuleFinder.of(folder).find(StartOptions.MODULE).isPresent();
    } catch (FindException _) {
      // Two jars of one module, or one that is damaged: Java would not start from it either.
      return false;
    }
  }

  private static Outcome<ImageContent, PackProblem> noAgent() {
    return Outcome.refused(new PackProblem.NoModule(StartOptions.MODULE));
  }

  private static Outcome<StateFormats, PackProblem> formats(Path folder) {
    try {
      var bytes = Bytes.of(Files.readAllBytes(folder.resolve(StateFormats.FILE)));
      return StateFormats.parse(bytes).mapRefusal(PackProblem.BadStateFormats::new);
    } catch (IOException _) {
      return Outcome.refused(new PackProblem.NotRead(StateFormats.FILE));
    }
  }

  private static Outcome<ImageContent, PackProblem> withStartOptions(
      ImageContent content, Path folder) {
    try {
      var options = StartOptions.of(Files.readString(folder.resolve(JVM_OPTIONS)));
      return content
          .without(START_OPTIONS)
          .with(START_OPTIONS, options)
          .mapRefusal(PackProblem.NotAnImage::new);
    } catch (IOException _) {
      return Outcome.refused(new PackProblem.NotRead(JVM_OPTIONS));
    }
  }
}
