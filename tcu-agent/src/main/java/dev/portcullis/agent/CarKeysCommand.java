package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings keys of the bus for slots that have none, where the agent itself has those keys. */
@Command(
    name = "keys",
    description = {
      "Takes keys of the bus for slots that have none yet, also while the agent",
      "runs. They are used once a description of the car names their slots. No key",
      "that is here is replaced."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The folder holds a slot-N.key for each slot.",
      "",
      "Example:",
      "  ./portcullis agent car keys --config agent.toml --from package/secoc"
    })
final class CarKeysCommand implements Callable<Integer> {

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
      description = "Where the keys are.")
  private Path from = Path.of(".");

  @Override
  public Integer call() {
    return switch (Prepared.configuration(config).then(this::take)) {
      case Outcome.Refused<List<KeySlot>, Problem>(var problem) -> Main.unusable(problem);
      case Outcome.Passed<List<KeySlot>, Problem>(var slots) -> {
        System.out.println(
            "✓ keys are here of slots "
                + slots.stream()
                    .map(slot -> Integer.toString(slot.number()))
                    .collect(Collectors.joining(", ")));
        System.out.println(
            "next: have a description of the car name them; docs/secoc.md, \"Keys\"");
        yield 0;
      }
    };
  }

  private Outcome<List<KeySlot>, Problem> take(AgentConfiguration configuration) {
    return switch (configuration.can()) {
      case AgentConfiguration.Can.Adapter _ -> takeHere(configuration);
      case AgentConfiguration.Can.BridgeSocket _ ->
          Outcome.refused(
              new Problem(
                  config + ": can.bridge",
                  "the keys of the bus are can-bridge's, which is a process of its own",
                  "give them to it: ./portcullis can bridge provision"));
    };
  }

  private Outcome<List<KeySlot>, Problem> takeHere(AgentConfiguration configuration) {
    return Prepared.secOc(new DiskFileSystem(), configuration)
        .install(from, Set.of())
        .mapRefusal(Prepared::said)
        .then(slots ->
            slots.isEmpty()
                ? Outcome.refused(
                    new Problem(
                        from.toString(), "holds no slot-N.key", "name the folder with the keys"))
                : Outcome.passed(slots));
  }
}
