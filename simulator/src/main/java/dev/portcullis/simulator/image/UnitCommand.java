package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.slot.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim ota unit}: a unit as it leaves the factory. */
@Command(
    name = "unit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a new unit's folder with its first version, confirmed, for portcullis-launcher to start.",
      "IMAGES holds application.tar, runtime.tar, policy.tar, description.tar and detectors.tar."
    },
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota unit images/ unit/",
      "  ota/launcher/portcullis-launcher unit/ run --config /etc/portcullis/agent.toml"
    })
public final class UnitCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int REFUSED = 1;

  @Option(
      names = "--hardware",
      paramLabel = "MODEL",
      defaultValue = "x86_64",
      description =
          "The processor the runtime is for: x86_64, aarch64 or armv7 (default: ${DEFAULT-VALUE}).")
  private String hardware = "x86_64";

  @Option(
      names = "--release",
      paramLabel = "N",
      defaultValue = "1",
      description = "The release counter of every part (default: ${DEFAULT-VALUE}).")
  private long release = 1;

  @Parameters(paramLabel = "IMAGES", description = "The folder of the images.")
  private Path images = Path.of("");

  @Parameters(paramLabel = "UNIT", description = "The unit's folder; made if it is missing.")
  private Path unit = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public UnitCommand() {}

  @Override
  public Integer call() throws IOException {
    if (release < 0) {
      throw new ParameterException(spec.commandLine(), "--release: 0 or more");
    }
    var factory = new Factory(images, architecture(), release);
    if (!Files.isDirectory(unit)) {
      Files.createDirectory(
          unit, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try {
      return told(factory.provision(unit));
    } catch (NoSuchFileException e) {
      return refused("MISSING: " + e.getFile());
    }
  }

  private int told(Outcome<UnitState, InstallRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Passed<UnitState, InstallRefusal>(var state) -> {
        var out = spec.commandLine().getOut();
        out.println(unit + ": slot " + state.confirmed().name() + " is confirmed");
        out.flush();
        yield DONE;
      }
      case Outcome.Refused<UnitState, InstallRefusal>(var why) -> refused(why.toString());
    };
  }

  private int refused(String why) {
    var err = spec.commandLine().getErr();
    err.println(unit + ": " + why);
    err.println("next: make the images with ./portcullis sim ota pack, and take an empty folder");
    err.flush();
    return REFUSED;
  }

  private Architecture architecture() {
    return Arrays.stream(Architecture.values())
        .filter(each -> each.hardware().text().equals(hardware))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--hardware: one of "
                    + Arrays.stream(Architecture.values())
                        .map(each -> each.hardware().text())
                        .collect(Collectors.joining(", "))));
  }
}
