package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.config.AgentConfiguration.KeyPlace;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.Installer;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts identity, policy, the car's description and the first owner's grant in place. */
@Command(
    name = "provision",
    description = {
      "Verifies and installs what a vehicle needs once: its identity, the policy, the car's",
      "description and the first owner's grant."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The folder holds policy.json, policy.signatures, owner.grant, car.dbc and commands.toml, and,",
      "for keys in a PKCS#12 file, identity.p12 and identity.password, and, for messages under",
      "SecOC, secoc/slot-N.key for each slot that commands.toml names.",
      "",
      "Example:",
      "  ./portcullis agent provision --config agent.toml --from package/"
    })
final class ProvisionCommand implements Callable<Integer> {

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
      description = "What is to be installed.")
  private Path from = Path.of(".");

  @Override
  public Integer call() {
    var disk = new DiskFileSystem();
    var installer = new Installer(disk);
    return switch (Prepared.configuration(config)
        .then(configuration ->
            Installation.load(disk, new InstalledFiles(from), configuration)
                .then(installation -> identity(installer, configuration, installation))
                .then(installation -> installer.install(installation, configuration))
                .then(installation -> secOc(disk, configuration, installation))
                .then(_ -> Prepared.of(disk, configuration)))) {
      case Outcome.Refused<Prepared, Problem>(var problem) -> Main.unusable(problem);
      case Outcome.Passed<Prepared, Problem>(var prepared) -> {
        prepared.own().close();
        System.out.println(
            "✓ installed in " + prepared.configuration().state() + ", and it fits together");
        System.out.println("next: ./portcullis agent run --config " + config);
        yield 0;
      }
    };
  }

  private Outcome<List<KeySlot>, Problem> secOc(
      FileSystem disk, AgentConfiguration configuration, Installation installation) {
    return switch (configuration.can()) {
      case AgentConfiguration.Can.Adapter _ ->
          Prepared.secOc(disk, configuration)
              .install(from.resolve("secoc"), installation.commands().keySlots())
              .mapRefusal(Prepared::said);
      // They are can-bridge's, and not ours.
      case AgentConfiguration.Can.BridgeSocket _ -> Outcome.passed(List.of());
    };
  }

  private Outcome<Installation, Problem> identity(
      Installer installer, AgentConfiguration configuration, Installation installation) {
    return switch (configuration.keys()) {
      case KeyPlace.File file ->
          installer
              .identity(from.resolve("identity.p12"), from.resolve("identity.password"), file)
              .map(_ -> installation);
      // A key in a token was made there and stays there.
      case KeyPlace.Token _ -> Outcome.passed(installation);
    };
  }
}
