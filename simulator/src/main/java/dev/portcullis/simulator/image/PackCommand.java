package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.Packed;
import dev.portcullis.ota.slot.PartKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim ota pack}: a folder becomes the image of one part of a unit. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes an image of a folder: the same files give the same bytes, wherever it is made.",
      "What cannot be in an image (links, devices, strange names) is refused by name.",
      "  application  the folder of the built agent; adds what starts it",
      "  runtime      a Java home; with --jlink a JDK, of which only what the agent needs is taken",
      "  policy       policy.json, policy.signatures",
      "  description  car.dbc, commands.toml, car.signatures",
      "  detectors    the detectors' settings"
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota pack application tcu-agent/target/agent application.tar",
      "  ./portcullis sim ota pack runtime --jlink $JAVA_HOME runtime.tar"
    })
public final class PackCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int REFUSED = 1;

  @Option(
      names = "--jlink",
      description = "Links a runtime of the modules the agent needs out of the JDK in FOLDER.")
  private boolean isToBeLinked;

  @Parameters(paramLabel = "KIND", description = "Which part of a unit it is for.")
  private String kind = "";

  @Parameters(paramLabel = "FOLDER", description = "What the image is to hold.")
  private Path folder = Path.of("");

  @Parameters(paramLabel = "FILE", description = "The archive to write.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public PackCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    var part = part();
    if (isToBeLinked && part != PartKind.RUNTIME) {
      throw new ParameterException(spec.commandLine(), "--jlink: only a runtime can be linked");
    }
    return switch (isToBeLinked ? packLinked() : ImagePacker.pack(part, folder, Map.of(), file)) {
      case Outcome.Passed<Packed, PackProblem>(Packed(var files, var length, var sha256)) -> {
        var out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%s: %d files, %,d bytes%n", file, files, length);
        out.println("sha256 " + sha256.value().hex());
        out.flush();
        yield DONE;
      }
      case Outcome.Refused<Packed, PackProblem>(var why) -> {
        var err = spec.commandLine().getErr();
        err.println(folder + ": " + why.sentence());
        err.println("next: ./portcullis sim ota pack --help says what each image holds");
        err.flush();
        yield REFUSED;
      }
    };
  }

  private PartKind part() {
    return Arrays.stream(PartKind.values())
        .filter(each -> each.word().equals(kind))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "KIND: one of " + kinds()));
  }

  private static String kinds() {
    return Arrays.stream(PartKind.values()).map(PartKind::word).collect(Collectors.joining(", "));
  }

  private Outcome<Packed, PackProblem> packLinked() throws IOException, InterruptedException {
    var work = Files.createTempDirectory(file.toAbsolutePath().getParent(), "runtime-");
    try {
      return ImagePacker.packRuntime(folder, work, file);
    } finally {
      remove(work);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
