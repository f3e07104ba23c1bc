package dev.portcullis.simulator.console;

import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Stage;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains one refusal code, or lists them all. */
@Command(
    name = "explain",
    description = "Says what a refusal means, who can mend it and how; lists all without a CODE.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./portcullis explain STALE_COUNTER"})
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "A refusal code, as receipts, events and the demo show it.")
  private Optional<String> typed = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(names = "--page", description = "Prints docs/refusals.md.")
  private boolean page;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (page) {
      out.print(RefusalsPage.text());
    } else if (typed.isPresent()) {
      Explanation explanation = new Explanation(find(typed.get()));
      out.println(json ? explanation.json().toPrettyString() : explanation.text());
    } else {
      out.print(list());
    }
    out.flush();
    return 0;
  }

  private RefusalCode find(String name) {
    String spelt = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return RefusalCode.ofWire(spelt)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "there is no code '" + name + "'." + nearest(spelt)));
  }

  private static String nearest(String spelt) {
    List<String> names =
        NearestNames.to(spelt, Arrays.stream(RefusalCode.values()).map(RefusalCode::name));
    return names.isEmpty() ? "" : " The nearest: " + String.join(", ", names);
  }

  /** A paragraph for each stage, in the order in which a command passes them. */
  private static String list() {
    return Arrays.stream(Stage.values())
        .map(stage -> Explanation.name(stage) + "\n" + codesOf(stage))
        .collect(Collectors.joining("\n"));
  }

  private static String codesOf(Stage stage) {
    return Arrays.stream(RefusalCode.values())
        .filter(code -> code.stage() == stage)
        .map(code -> "  " + code.name() + "\n")
        .collect(Collectors.joining());
  }
}
