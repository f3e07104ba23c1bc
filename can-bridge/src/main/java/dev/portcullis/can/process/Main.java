package dev.portcullis.can.process;

import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The commands of the process. Its arguments are read by hand: a library for them would be one more
 * jar, and some megabytes, in the one process that may open the CAN device.
 */
public final class Main {

  private static final int DONE = 0;
  private static final int UNUSABLE = 2;
  private static final int DIED = 70;

  private static final String HELP =
      """
      Usage: portcullis can bridge COMMAND --config FILE
      can-bridge as a process of its own: it alone opens the CAN device, and is asked over a socket.
            --config=FILE   Its TOML file; docs/can-bridge.md explains every key.
            --from=FOLDER   Where the keys of the bus lie; for provision alone.
        -h, --help          Shows this and ends.
      Commands:
        check      Looks before the start: configuration, the car's description and its signatures,
                   the keys of the bus.
        provision  Takes the keys of the bus, each slot-N.key in the folder in --from: those that the
                   car's description names, and of slots that the next one will. Also while
                   can-bridge runs. No key that is here is replaced.
        run        Runs until SIGTERM. Nothing is transmitted but what a connected agent asks for.

      Example:
        ./portcullis can bridge provision --config bridge.toml --from package/secoc
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
    var asked = CommandWords.read(arguments);
    if (asked.isEmpty()) {
      err.println("can bridge: name one of its commands and what it needs");
      err.println("next: ./portcullis can bridge --help");
      return UNUSABLE;
    }
    return switch (asked.get()) {
      case CommandWords.Check(var config) -> check(config, out, err);
      case CommandWords.Provision(var config, var from) -> provision(config, from, out, err);
      case CommandWords.Run(var config) -> run(config, err);
    };
  }

  private static int provision(Path config, Path from, PrintStream out, PrintStream err) {
    var disk = new DiskFileSystem();
    return switch (Prepared.read(disk, config).then(read -> read.takeKeys(disk, from))) {
      case Outcome.Refused<List<KeySlot>, Problem>(var problem) -> unusable(problem, err);
      case Outcome.Passed<List<KeySlot>, Problem>(var slots) -> {
        out.println(
            "✓ keys are here of slots "
                + slots.stream()
                    .map(slot -> Integer.toString(slot.number()))
                    .collect(Collectors.joining(", ")));
        out.println("next: ./portcullis can bridge check --config " + config);
        yield DONE;
      }
    };
  }

  private static int check(Path config, PrintStream out, PrintStream err) {
    var disk = new DiskFileSystem();
    return switch (Prepared.read(disk, config).then(read -> read.withKeys(disk))) {
      case Outcome.Refused<Prepared, Problem>(var problem) -> unusable(problem, err);
      case Outcome.Passed<Prepared, Problem>(var prepared) -> {
        var configuration = prepared.configuration();
        var signers = configuration.car().signers();
        out.println(
            "✓ car            "
                + prepared.description().commands().names().size()
                + " actions, sequence "
                + prepared.description().sequence()
                + ", signed by "
                + signers.threshold()
                + " of "
                + signers.keys().size()
                + ", digest "
                + prepared.description().digest().shortHex());
        out.println(
            "✓ secoc          keys in "
                + prepared.description().commands().keySlots().size()
                + " slots, "
                + configuration.secOc());
        prepared
            .detectors()
            .ifPresent(detectors ->
                out.println(
                    "✓ watch          "
                        + detectors.baseline().messages().size()
                        + " of "
                        + detectors.description().messages().size()
                        + " messages learned"));
        out.println(
            configuration.device().isThere()
                ? "✓ can            " + configuration.device()
                : "! can            "
                    + configuration.device()
                    + " is not there: can-bridge waits for it");
        prepared
            .description()
            .commands()
            .notCarriedBy(configuration.device())
            .ifPresent(lacking -> out.println("! can            " + lacking));
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
    var disk = new DiskFileSystem();
    return switch (Prepared.read(disk, config)
        .then(prepared -> BridgeProcess.start(disk, prepared, reporter, System::nanoTime))) {
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
