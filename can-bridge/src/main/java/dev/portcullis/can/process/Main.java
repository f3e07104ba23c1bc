package dev.portcullis.can.process;

import dev.portcullis.crypto.Outcome;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The commands of the process. Its arguments are read by hand: a library for them would be one more
 * jar, and some megabytes, in the one process that may open the CAN device.
 */
public final class Main {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final int DIED = 70;
  private static final String CONFIG = "--config";

  private static final String HELP =
      """
      Usage: portcullis can bridge COMMAND --config FILE
      can-bridge as a process of its own: it alone opens the CAN device, and is asked over a socket.
            --config=FILE   Its TOML file; docs/can-bridge.md explains every key.
        -h, --help          Shows this and ends.
      Commands:
        check  Looks before the start: configuration, the car's description and its signatures.
        run    Runs until SIGTERM. Nothing is transmitted but what a connected agent asks for.

      Example:
        ./portcullis can bridge check --config bridge.toml
        ./portcullis can bridge run --config bridge.toml

      Exit codes: 0 done, 1 refused or unhealthy, 2 unusable.
      """;

  private Main() {}

  /** Starts the command that {@code arguments} name. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(execute(List.of(arguments), System.out, System.err));
  }

  private static int execute(List<String> arguments, PrintStream out, PrintStream err)
      throws InterruptedException {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(HELP);
      return DONE;
    }
    var config = config(arguments);
    if (config.isEmpty()) {
      err.println("can bridge: name a command and its configuration");
      err.println("next: ./portcullis can bridge --help");
      return UNUSABLE;
    }
    return switch (arguments.getFirst()) {
      case "check" -> check(config.get(), out, err);
      case "run" -> run(config.get(), err);
      default -> {
        err.println("can bridge: there is no command '" + arguments.getFirst() + "'");
        err.println("next: ./portcullis can bridge --help");
        yield UNUSABLE;
      }
    };
  }

  /** {@code COMMAND --config FILE} or {@code COMMAND --config=FILE}, and nothing else. */
  private static Optional<Path> config(List<String> arguments) {
    String file = "";
    if (arguments.size() == 3 && arguments.get(1).equals(CONFIG)) {
      file = arguments.get(2);
    } else if (arguments.size() == 2 && arguments.get(1).startsWith(CONFIG + "=")) {
      file = arguments.get(1).substring(CONFIG.length() + 1);
    }
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static int check(Path config, PrintStream out, PrintStream err) {
    return switch (Prepared.read(config)) {
      case Outcome.Refused<Prepared, Problem>(var problem) -> unusable(problem, err);
      case Outcome.Passed<Prepared, Problem>(var prepared) -> {
        var configuration = prepared.configuration();
        var signers = configuration.car().signers();
        out.println(
            "✓ car            "
                + prepared.description().commands().names().size()
                + " actions, signed by "
                + signers.threshold()
                + " of "
                + signers.keys().size()
                + ", digest "
                + prepared.description().digest().shortHex());
        out.println(
            configuration.device().isThere()
                ? "✓ can            " + configuration.device()
                : "! can            "
                    + configuration.device()
                    + " is not there: can-bridge waits for it");
        out.println(
            "✓ socket         " + configuration.socket() + " for " + configuration.agentUser());
        out.println("next: ./portcullis can bridge run --config " + config);
        yield DONE;
      }
    };
  }

  private static int run(Path config, PrintStream err) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler((dying, fault) -> {
      // It never limps on with a thread less: without a process nothing is transmitted.
      err.println("can-bridge: thread " + dying.getName() + " died: " + fault);
      fault.printStackTrace(err);
      Runtime.getRuntime().halt(DIED);
    });
    var reporter = new Reporter(err);
    return switch (Prepared.read(config)
        .then(prepared -> BridgeProcess.start(prepared, reporter, System::nanoTime))) {
      case Outcome.Refused<BridgeProcess, Problem>(var problem) -> unusable(problem, err);
      case Outcome.Passed<BridgeProcess, Problem>(var process) -> untilStopped(process);
    };
  }

  private static int untilStopped(BridgeProcess process) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  process.close();
                  // Told to stop and stopped: done, and not the 143 of a JVM that a signal ends.
                  Runtime.getRuntime().halt(DONE);
                },
                "stop"));
    new CountDownLatch(1).await();
    return DONE;
  }

  private static int unusable(Problem problem, PrintStream err) {
    err.println(problem.lines());
    return UNUSABLE;
  }
}
