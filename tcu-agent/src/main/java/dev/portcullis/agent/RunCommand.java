package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.fresh.BoottimeClock;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.agent.report.Trace;
import dev.portcullis.agent.update.RunningVersion;
import dev.portcullis.agent.update.UpdateTrouble;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.ota.install.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the agent until it is told to stop (SIGTERM, SIGINT). */
@Command(
    name = "run",
    description = "Runs the agent until SIGTERM.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./portcullis agent run --config agent.toml"})
final class RunCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int START_TIME = 22;
  private static final int TICKS_PER_SECOND = 100;
  private static final Path KERNEL_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The agent's TOML file.")
  private Path config = Path.of("agent.toml");

  @Option(names = "--trace", description = "Every decision as a line of JSON on standard output.")
  private boolean trace;

  @Option(
      names = "--bench",
      description =
          "Measures, after each command, the verifications and the append that it cannot cost less"
              + " than. Implies --trace.")
  private boolean bench;

  @Override
  public Integer call() throws InterruptedException, IOException {
    var sink = trace || bench ? Optional.of(new Trace(System.out)) : Optional.<Trace>empty();
    var reporter = new Reporter(System.err, sink, System::nanoTime);
    var disk = new DiskFileSystem();
    var began = sinceProcessStart(new BoottimeClock());
    long now = System.nanoTime();
    var around =
        new Agent.Surroundings(
            disk,
            new SecureRandom(),
            threads(),
            Files.readString(KERNEL_BOOT).strip(),
            reporter,
            bench ? sink : Optional.empty(),
            () -> reporter.ready(began.plusNanos(System.nanoTime() - now).toMillis()));
    var restart = new CountDownLatch(1);
    return switch (Prepared.configuration(config)
        .then(configuration ->
            running(disk, configuration, reporter)
                .then(running -> Prepared.of(disk, configuration, running)))
        .then(prepared -> Agent.start(prepared, around, restart::countDown))) {
      case Outcome.Refused<Agent, Problem>(var problem) -> Main.unusable(problem);
      case Outcome.Passed<Agent, Problem>(var agent) -> untilStopped(agent, restart);
    };
  }

  /** Which version the launcher started, where updates are configured. */
  private static Outcome<Optional<RunningVersion>, Problem> running(
      FileSystem disk, AgentConfiguration configuration, Reporter reporter) {
    if (configuration.update().isEmpty()) {
      return Outcome.passed(Optional.empty());
    }
    var unit = configuration.update().get().unit();
    var started =
        Started.of(variable(Started.SLOT), variable(Started.FALLBACK))
            .filter(_ -> Path.of(variable(Started.UNIT)).equals(unit));
    if (started.isEmpty()) {
      reporter.withoutLauncher();
      return Outcome.passed(Optional.empty());
    }
    return RunningVersion.of(disk, unit, started.get())
        .map(Optional::of)
        .mapRefusal(why ->
            new Problem(
                unit.toString(),
                new UpdateTrouble.NotInstalled(why).line(),
                "docs/ota.md says what each of these means"));
  }

  private static String variable(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }

  private static int untilStopped(Agent agent, CountDownLatch restart) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  agent.close();
                  // Told to stop and stopped: done, and not the 143 of a JVM that a signal ends.
                  Runtime.getRuntime().halt(DONE);
                },
                "stop"));
    restart.await();
    return DONE;
  }

  /** A thread that dies takes the process with it: the agent never limps on without its gate. */
  private static ThreadFactory threads() {
    return task -> {
      var thread = new Thread(task, "agent");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((dying, fault) -> {
        System.err.println("agent: thread " + dying.getName() + " died: " + fault);
        fault.printStackTrace(System.err);
        Runtime.getRuntime().halt(70);
      });
      return thread;
    };
  }

  /**
   * How long this process has run: proc(5), field 22 of {@code stat}, counts from the kernel's boot
   * as our clock does. The wall clock may be set at any time and cannot tell.
   */
  private static Duration sinceProcessStart(BoottimeClock clock) throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"));
    var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(afterName[START_TIME - 3]);
    return Duration.ofNanos(clock.nanos()).minusMillis(ticks * 1000 / TICKS_PER_SECOND);
  }
}
