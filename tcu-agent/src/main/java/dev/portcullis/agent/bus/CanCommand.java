package dev.portcullis.agent.bus;

import dev.portcullis.can.port.MonotonicClock;
import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code can}. */
@Command(
    name = "portcullis can",
    description = "Watches a CAN bus, live or in a recording, and learns how it is. Sends nothing.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  ./portcullis can watch --dbc simulator/car/full.dbc drive.log",
      "",
      "Exit codes: 0 done and nothing found, 1 something was found, 2 unusable.",
      "What is found, and what is not, is in docs/bus-watch.md.",
      "can-bridge as a process of its own: ./portcullis can bridge --help"
    })
public final class CanCommand implements Runnable {

  /** Done, and nothing was found. */
  static final int DONE = 0;

  /** At least one finding. */
  static final int FOUND = 1;

  /** A file or a device that cannot be used. */
  static final int UNUSABLE = 2;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Starts the command that {@code arguments} name. */
  public static void main(String[] arguments) {
    // Over the stream itself: any other writer never learns that nobody reads any more.
    var out = new PrintWriter(System.out, true, System.out.charset());
    var interruption = new Interruption();
    var stop = new Thread(() -> stop(interruption), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    int code =
        commandLine(System.in, System::nanoTime, interruption).setOut(out).execute(arguments);
    interruption.finish(code);
    System.exit(code);
  }

  private static void stop(Interruption interruption) {
    try {
      Runtime.getRuntime().halt(interruption.askAndAwait());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command line whose recordings named {@code -} are read from {@code standardInput}. */
  static CommandLine commandLine(
      InputStream standardInput, MonotonicClock clock, Interruption interruption) {
    return new CommandLine(new CanCommand())
        .addSubcommand(new LearnCommand(standardInput))
        .addSubcommand(new WatchCommand(standardInput, clock, interruption));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; next: ./portcullis can --help");
  }
}
