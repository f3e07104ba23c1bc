package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.update.UpdateSettings;
import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.message.CommandName;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks before the start: everything {@code run} reads, without opening network or CAN. */
@Command(
    name = "check",
    description = "Looks at configuration, policy, keys and the car's files before the start.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./portcullis agent check --config agent.toml"})
final class CheckCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The agent's TOML file.")
  private Path config = Path.of("agent.toml");

  @Override
  public Integer call() {
    return switch (Prepared.configuration(config)
        .then(configuration -> Prepared.of(new DiskFileSystem(), configuration))) {
      case Outcome.Refused<Prepared, Problem>(var problem) -> Main.unusable(problem);
      case Outcome.Passed<Prepared, Problem>(var prepared) -> {
        tell(prepared, System.out);
        prepared.own().close();
        var faults =
            PolicyConditions.faults(
                prepared.installation().policy().policy(), prepared.installation().commands());
        faults.forEach(fault -> System.out.println("✗ policy         " + fault));
        var update =
            PolicyConditions.faultOfUpdates(
                prepared.configuration(), prepared.installation().commands());
        update.ifPresent(fault -> System.out.println("✗ update         " + fault));
        yield faults.isEmpty() && update.isEmpty() ? 0 : 1;
      }
    };
  }

  /** What the policy allows and this car cannot do: right in many cars, and worth a look. */
  private static String withoutAction(Prepared prepared) {
    var names = prepared.installation().commands().names();
    var missing =
        prepared.installation().policy().policy().commands().keySet().stream()
            .map(CommandName::wire)
            .filter(name -> !names.contains(new ActionName(name)))
            .sorted()
            .toList();
    return missing.isEmpty() ? "" : "; none for " + String.join(", ", missing);
  }

  /** Whether somebody in the car can show himself: without, no phone enrols and no car is sold. */
  private static String presence(Prepared prepared) {
    var gestures =
        prepared.installation().commands().presence().stream().map(Gesture::key).sorted().toList();
    return gestures.isEmpty()
        ? "! presence       no signal for it: no phone can enrol, no hand-over be carried out"
        : "✓ presence       " + String.join(", ", gestures);
  }

  /** The adapter, or the process that has it. Either may come later. */
  private static String can(AgentConfiguration.Can can) {
    return switch (can) {
      case AgentConfiguration.Can.Adapter(var device) ->
          device.isThere()
              ? "✓ can            " + device
              : "! can            " + device + " is not there: the agent waits for it";
      case AgentConfiguration.Can.BridgeSocket(var socket) ->
          Files.exists(socket)
              ? "✓ can            by can-bridge at " + socket
              : "! can            can-bridge is not at " + socket + ": the agent waits for it";
    };
  }

  private static void tell(UpdateSettings.Repositories repositories, PrintStream out) {
    repositories
        .coap()
        .ifPresent(server ->
            out.println(
                "✓ images         "
                    + server.place()
                    + " with "
                    + server.pins().size()
                    + " pinned, then "
                    + repositories.images()));
  }

  private static void tell(Prepared prepared, PrintStream out) {
    var configuration = prepared.configuration();
    var policy = prepared.installation().policy().policy();
    var authority = prepared.installation().policies().signers();
    out.println("✓ configuration  vehicle " + configuration.vehicle().id().hex());
    out.println(
        "✓ policy         sequence "
            + policy.sequence()
            + ", next one by "
            + authority.threshold()
            + " of "
            + authority.keys().size()
            + ", "
            + policy.commands().size()
            + " commands");
    out.println("✓ owner          epoch " + prepared.installation().enrolment().epoch());
    out.println(
        "✓ car            "
            + prepared.installation().commands().names().size()
            + " actions"
            + withoutAction(prepared));
    out.println(presence(prepared));
    out.println(
        "✓ keys           TLS certificate until "
            + prepared.own().identity().certificate().getNotAfter().toInstant()
            + ", receipt key "
            + prepared.own().receiptKey().publicKey().thumbprint().shortHex());
    prepared
        .own()
        .imagePair()
        .ifPresent(pair ->
            out.println(
                "✓ image key      "
                    + pair.publicKey().thumbprint().shortHex()
                    + ": images may come encrypted"));
    out.println(can(configuration.can()));
    if (configuration.can() instanceof AgentConfiguration.Can.Adapter(var device)) {
      prepared
          .installation()
          .commands()
          .notCarriedBy(device)
          .ifPresent(lacking -> out.println("! can            " + lacking));
    }
    prepared
        .detectors()
        .ifPresent(detectors ->
            out.println(
                "✓ watch          "
                    + detectors.baseline().messages().size()
                    + " of "
                    + detectors.description().messages().size()
                    + " messages learned"));
    out.println("✓ broker         " + configuration.broker().address());
    configuration.update().map(UpdateSettings::repositories).ifPresent(each -> tell(each, out));
    configuration
        .local()
        .ifPresent(settings -> out.println("✓ local          " + settings.listen()));
    out.println("next: ./portcullis agent run --config FILE");
  }
}
