package dev.portcullis.agent;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyDraft;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.PolicyWords;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.PolicyAdvice;
import dev.portcullis.agent.provision.PolicyUpdate;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.FileSystem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done about a policy. */
@Command(
    name = "policy",
    description = "Explains a policy in words, or installs a newer one while the agent runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyCommand.Check.class, PolicyCommand.Install.class})
final class PolicyCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis agent policy --help");
  }

  /** Explains a policy. */
  @Command(
      name = "check",
      description =
          "Says in words what a policy allows, or names every mistake in it with its path.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  ./portcullis agent policy check policy.json",
        "  ./portcullis agent policy check --config agent.toml policy.json",
        "",
        "Exit codes: 0 it is a policy, 1 it is none, 2 the file cannot be read."
      })
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy's JSON; it need not be signed.")
    private Path file = Path.of("policy.json");

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "An agent's TOML file: says what the policy changes in its signers.")
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() {
      return switch (Install.read(new DiskFileSystem(), file)) {
        case Outcome.Refused<Bytes, Problem>(var problem) -> Main.unusable(problem);
        case Outcome.Passed<Bytes, Problem>(var json) ->
            switch (PolicyDraft.read(json)) {
              case Outcome.Passed<Policy, PolicyRefusal>(var policy) -> explained(policy);
              case Outcome.Refused<Policy, PolicyRefusal>(var why) -> {
                why.explanation().lines().forEach(line -> System.out.println("✗ " + line));
                System.out.println("next: docs/policy.md explains every member");
                yield 1;
              }
            };
      };
    }

    private int explained(Policy policy) {
      PolicyWords.of(policy).forEach(System.out::println);
      return config.map(file -> compared(file, policy)).orElse(0);
    }

    private static int compared(Path config, Policy policy) {
      return switch (Prepared.configuration(config)
          .then(configuration ->
              Installation.load(
                  new DiskFileSystem(), InstalledFiles.in(configuration.state()), configuration))) {
        case Outcome.Refused<Installation, Problem>(var problem) -> Main.unusable(problem);
        case Outcome.Passed<Installation, Problem>(var installed) -> {
          PolicyWords.change(installed.policies().signers(), policy).forEach(System.out::println);
          var faults = PolicyConditions.faults(policy, installed.commands());
          faults.forEach(fault -> System.out.println("✗ " + fault));
          yield faults.isEmpty() ? 0 : 1;
        }
      };
    }
  }

  /** Installs a policy. */
  @Command(
      name = "install",
      description = {
        "Verifies a policy and puts it into the state folder. An agent that runs goes by it within",
        "a second; commands under way are not disturbed."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "The folder holds policy.json and policy.signatures.",
        "",
        "Example:",
        "  ./portcullis agent policy install --config agent.toml --from package/"
      })
  static final class Install implements Callable<Integer> {

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
        description = "Where the policy and its signatures are.")
    private Path from = Path.of(".");

    @Override
    public Integer call() {
      var disk = new DiskFileSystem();
      return switch (Prepared.configuration(config)
          .then(configuration -> {
            var installed = InstalledFiles.in(configuration.state());
            return Installation.load(disk, installed, configuration)
                .then(before ->
                    read(disk, new InstalledFiles(from).policy())
                        .then(json ->
                            read(disk, new InstalledFiles(from).policySignatures())
                                .then(signatures ->
                                    before
                                        .policies()
                                        .then(new UnverifiedPolicy(json, signatures))
                                        .mapRefusal(this::said)))
                        .then(policies -> fitting(policies, before))
                        .then(new PolicyUpdate(disk, installed)::write));
          })) {
        case Outcome.Refused<PolicyChain, Problem>(var problem) -> Main.unusable(problem);
        case Outcome.Passed<PolicyChain, Problem>(var policies) -> {
          policies
              .newest()
              .ifPresent(fresh ->
                  System.out.println(
                      "✓ policy sequence " + fresh.policy().sequence() + " is installed"));
          System.out.println("✓ the next one: " + PolicyWords.signers(policies.signers()));
          System.out.println("next: an agent that runs says when it goes by it");
          yield 0;
        }
      };
    }

    private Outcome<PolicyChain, Problem> fitting(PolicyChain policies, Installation installed) {
      var faults =
          policies.newest().stream()
              .flatMap(
                  newest -> PolicyConditions.faults(newest.policy(), installed.commands()).stream())
              .toList();
      return faults.isEmpty()
          ? Outcome.passed(policies)
          : Outcome.refused(
              new Problem(
                  new InstalledFiles(from).policy().toString(),
                  String.join("; ", faults),
                  "mend the condition: docs/policy.md has the grammar, the car's DBC the signals"));
    }

    private static Outcome<Bytes, Problem> read(FileSystem disk, Path file) {
      return AtomicFile.read(disk, file, SignedPolicy.MAX_SIZE + 1)
          .mapRefusal(reason -> new Problem(file.toString(), reason.meaning(), reason.next()));
    }

    private Problem said(PolicyRefusal why) {
      return new Problem(from.toString(), why.explanation(), PolicyAdvice.next(why));
    }
  }
}
