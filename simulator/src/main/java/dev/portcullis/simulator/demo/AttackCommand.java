package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.attack.Attacker;
import dev.portcullis.simulator.attack.Attackers;
import dev.portcullis.simulator.traffic.Traffic;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim attack NAME}: one attacker, alone. */
@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the demo's world and lets one attacker try.",
      "With --explain it tells his story instead; with --list it names them all."
    },
    footer = {"", "Example:", "  ./portcullis sim attack replayed-request --explain"})
public final class AttackCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int FAILED = 1;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one, as --list names them.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--list", description = "Names them all, with what must stop them.")
  private boolean list;

  @Option(names = "--explain", description = "Tells the story, and starts nothing.")
  private boolean explain;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;

  /** Runs with these. */
  public AttackCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    if (list) {
      Attackers.all().forEach(each -> out.println(Story.line(each.card())));
      out.flush();
      return DONE;
    }
    var attacker = chosen();
    if (explain) {
      out.println(Story.text(attacker.card()));
      out.flush();
      return DONE;
    }
    var attempt =
        Curtain.around(
            surroundings,
            Traffic.Density.NONE,
            world ->
                new DemoRun(
                        Curtain.home(), new DemoTable(Paint.forThisProcess()), out, surroundings)
                    .one(world, attacker));
    return attempt.isAsExpected() ? DONE : FAILED;
  }

  private Attacker chosen() {
    var wanted =
        name.orElseThrow(
            () -> new ParameterException(spec.commandLine(), "the name of an attack is missing"));
    return Attackers.named(wanted)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "there is no attack '" + wanted + "'; --list names them all"));
  }
}
