package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.tuf.Ending;
import dev.portcullis.agent.tuf.TrustAnchor;
import dev.portcullis.agent.update.FactoryInstall;
import dev.portcullis.agent.update.FailedSource;
import dev.portcullis.agent.update.UpdateFolder;
import dev.portcullis.agent.update.UpdateParts;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.agent.update.UpdateTrouble;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.slot.UnitState;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.verify.TrustedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be done about updates by hand. */
@Command(
    name = "update",
    description = "Gives a unit its first version.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = UpdateCommand.Provision.class)
final class UpdateCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis agent update --help");
  }

  /** The first version of a unit. */
  @Command(
      name = "provision",
      description = {
        "Trusts both repositories' root metadata from now on, and installs and confirms the version",
        "that the Director directs: verified like every later one. For the factory or the workshop."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "The folder holds director.root.json and images.root.json.",
        "",
        "Example:",
        "  ./portcullis agent update provision --config agent.toml --from package/update",
        "",
        "Exit codes: 0 done, 1 refused, 2 unusable."
      })
  static final class Provision implements Callable<Integer> {

    private static final int REFUSED = 1;

    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The agent's TOML file.")
    private Path config = Path.of("agent.toml");

    @Option(
        names = "--from",
        required = true,
        paramLabel = "FOLDER",
        description = "Where the two roots are.")
    private Path from = Path.of(".");

    @Option(
        names = "--at",
        required = true,
        paramLabel = "TIME",
        description =
            "The time it is, as 2027-11-01T00:00:00Z: you vouch for it, since the unit knows none.")
    private Instant at = Instant.EPOCH;

    @Override
    public Integer call() {
      return switch (Prepared.configuration(config).then(this::begin)) {
        case Outcome.Refused<Outcome<UnitState, UpdateTrouble>, Problem>(var problem) ->
            Main.unusable(problem);
        case Outcome.Passed<Outcome<UnitState, UpdateTrouble>, Problem>(var installed) ->
            switch (installed) {
              case Outcome.Refused<UnitState, UpdateTrouble>(var why) -> {
                System.err.println("update: " + why.line());
                yield REFUSED;
              }
              case Outcome.Passed<UnitState, UpdateTrouble>(var state) -> {
                System.out.println("✓ installed and confirmed in slot " + state.confirmed().name());
                System.out.println("next: start portcullis-launcher, as docs/ota.md says");
                yield 0;
              }
            };
      };
    }

    private Outcome<Outcome<UnitState, UpdateTrouble>, Problem> begin(
        AgentConfiguration configuration) {
      return configuration
          .update()
          .<Outcome<UpdateSettings, Problem>>map(Outcome::passed)
          .orElseGet(() ->
              Outcome.refused(
                  new Problem(
                      config + ": update",
                      "is missing",
                      "say where updates come from; docs/configuration.md explains every key")))
          .then(settings -> folder(settings.unit()).map(_ -> settings))
          .then(settings -> trust(configuration, settings).map(_ -> settings))
          .then(settings -> install(configuration, settings));
    }

    private static Outcome<Path, Problem> folder(Path unit) {
      try {
        var own = PosixFilePermissions.fromString("rwx------");
        return Outcome.passed(
            Files.isDirectory(unit)
                ? unit
                : Files.createDirectories(unit, PosixFilePermissions.asFileAttribute(own)));
      } catch (IOException e) {
        return Outcome.refused(
            new Problem(
                unit.toString(),
                "cannot be made: " + e.getMessage(),
                "let the user that runs this write there, or change update.unit"));
      }
    }

    private Outcome<Path, Problem> trust(
        AgentConfiguration configuration, UpdateSettings settings) {
      var disk = new DiskFileSystem();
      var folder = UpdateFolder.in(configuration.state());
      var roots =
          Map.of(
              from.resolve("director.root.json"), folder.director(),
              from.resolve("images.root.json"), folder.images());
      Outcome<Path, Problem> all =
          folder
              .make(disk)
              .mapRefusal(why -> new Problem(folder.path().toString(), why.meaning(), why.next()));
      for (var root : roots.entrySet()) {
        all =
            all.then(path ->
                new TrustAnchor(
                        new MetadataFolder(disk, root.getValue()),
                        settings.repositories().signatures())
                    .set(root.getKey())
                    .<Outcome<Path, Problem>>map(
                        ending -> Outcome.refused(said(root.getKey(), ending)))
                    .orElseGet(() -> Outcome.passed(path)));
      }
      return all;
    }

    private static void tell(String place, FetchFailure why) {
      System.err.println("update: " + new FailedSource(place, why).line());
    }

    private static Problem said(Path root, Ending ending) {
      return new Problem(root.toString(), ending.what(), ending.next());
    }

    private Outcome<Outcome<UnitState, UpdateTrouble>, Problem> install(
        AgentConfiguration configuration, UpdateSettings settings) {
      var disk = new DiskFileSystem();
      var time = new ValidityTime.Trusted(at);
      return OwnKeys.open(configuration)
          .then(own ->
              Prepared.anchors(settings.repositories().anchors())
                  .map(anchors ->
                      new UpdateParts.Sources(
                          disk,
                          UpdateFolder.in(configuration.state()),
                          configuration.vehicle().id().hex(),
                          own.forUpdates(),
                          MutualTls.client(own.identity(), anchors, () -> time),
                          System::nanoTime,
                          Thread.ofPlatform().daemon().factory(),
                          Provision::tell)))
          .map(sources -> new FactoryInstall(settings, sources).install(new TrustedTime(at)));
    }
  }
}
