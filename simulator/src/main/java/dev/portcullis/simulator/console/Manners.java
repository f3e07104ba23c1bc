package dev.portcullis.simulator.console;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every command answers a wrong call or a fault: one line each, and what to do next. */
final class Manners {

  private static final int UNUSABLE = 2;

  private Manners() {}

  /** The same tree, which now answers without stack traces and with the exit codes we promise. */
  static CommandLine teach(CommandLine tree) {
    tree.setParameterExceptionHandler((wrong, _) -> answerWrongCall(wrong, wrong.getCommandLine()));
    tree.setExecutionExceptionHandler((fault, command, _) -> answerFault(fault, command));
    tree.setUsageHelpAutoWidth(true);
    tree.setUsageHelpWidth(100);
    return tree;
  }

  private static int answerWrongCall(ParameterException wrong, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(nameOf(command) + ": " + wrong.getMessage());
    List<String> similar = similarTo(wrong);
    if (!similar.isEmpty()) {
      err.println("similar: " + String.join(", ", similar));
    }
    err.println("next: ./" + nameOf(command) + " --help");
    return UNUSABLE;
  }

  private static List<String> similarTo(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions()
        : List.of();
  }

  private static int answerFault(Exception fault, CommandLine command) {
    String reason = fault.getMessage();
    command
        .getErr()
        .println(
            nameOf(command) + ": " + (reason == null ? fault.getClass().getSimpleName() : reason));
    return UNUSABLE;
  }

  private static String nameOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
