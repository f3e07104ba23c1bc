package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.simulator.attack.Attacker;
import dev.portcullis.simulator.attack.Attackers;
import dev.portcullis.simulator.vehicle.SimulatedVehicle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The whole demo: every attempt, then the latency, the floods, and what is left unexplained. */
final class DemoRun {

  private static final int COMMANDS = 200;
  private static final Duration AGES = Duration.ofHours(1);

  /** What the demo does besides the attempts. */
  static final List<Flood> FLOODS =
      List.of(
          new Flood(FloodKind.MALFORMED, new Flood.AsFastAsTaken()),
          new Flood(FloodKind.UNKNOWN_KEY, new Flood.AsFastAsTaken()),
          new Flood(
              FloodKind.BAD_SIGNATURE, new Flood.PerSecond(Tuning.VERIFICATIONS_PER_SECOND / 2)),
          new Flood(
              FloodKind.BAD_SIGNATURE, new Flood.PerSecond(Tuning.VERIFICATIONS_PER_SECOND * 2)));

  private final Path home;
  private final DemoTable table;
  private final PrintWriter out;
  private final Surroundings around;
  private final LongSupplier nanos;

  /**
   * A run.
   *
   * @param home where Portcullis lies, with its launcher and its built agent
   * @param out where it tells how it goes
   */
  DemoRun(Path home, DemoTable table, PrintWriter out, Surroundings around) {
    this.home = home;
    this.table = table;
    this.out = out;
    this.around = around;
    this.nanos = around.nanos();
  }

  /** Runs all of it in {@code world}, which the caller closes. */
  DemoReport all(DemoWorld world)
      throws IOException, GeneralSecurityException, InterruptedException {
    long begin = nanos.getAsLong();
    var running = start(world);
    var attempts = attempts(running, Attackers.all());
    tell("");
    tell(" " + COMMANDS + " genuine commands ...");
    var sender = new GenuineSender(running.scene(), nanos);
    running.vehicle().park();
    running.scene().settle();
    var latency = new LatencyRun(sender, running.trace()).run(COMMANDS);
    var floods = new ArrayList<FloodResult>();
    for (var flood : FLOODS) {
      tell(" a flood of " + flood.kind().words() + " ...");
      floods.add(new FloodRun(running, sender, nanos).run(flood));
    }
    var agent = new DemoReport.Agent(running.agent().residentBytes(), running.readyMillis());
    long bridge = running.bridge().residentBytes();
    int unexplained = unexplained(running);
    var updates = updates(running);
    long seconds = Duration.ofNanos(nanos.getAsLong() - begin).toSeconds();
    var report =
        new DemoReport(attempts, latency, floods, updates, unexplained, agent, bridge, seconds);
    tell("");
    table.figures(report).forEach(this::tell);
    table.verdict(report).forEach(this::tell);
    return report;
  }

  /** Runs a single attack. */
  Attempt one(DemoWorld world, Attacker attacker)
      throws IOException, GeneralSecurityException, InterruptedException {
    return attempts(start(world), List.of(attacker)).getFirst();
  }

  private DemoWorld.Running start(DemoWorld world)
      throws IOException, GeneralSecurityException, InterruptedException {
    var gap = new AtomicReference<>(" ");
    var running =
        world.start(
            home,
            step -> {
              out.print(gap.getAndSet("  ") + "✓ " + step);
              out.flush();
            });
    tell("");
    tell("");
    return running;
  }

  private List<Attempt> attempts(DemoWorld.Running running, List<Attacker> attackers)
      throws IOException, InterruptedException {
    tell(table.heading());
    var run = new AttemptRun(running.scene(), running.trace());
    var attempts = new ArrayList<Attempt>();
    for (var attacker : attackers) {
      var attempt = run.run(attacker);
      attempts.add(attempt);
      table.row(attempt).forEach(this::tell);
    }
    return attempts;
  }

  private List<UpdateStep> updates(DemoWorld.Running running)
      throws IOException, GeneralSecurityException, InterruptedException {
    tell("");
    tell(" The same agent from its slots, and the OEM's two repositories ...");
    running.vehicle().park();
    var steps = new ArrayList<UpdateStep>();
    try (var act = UpdateAct.begin(running, running.place(), around)) {
      tell(table.updateHeading());
      act.play(step -> {
        steps.add(step);
        tell(table.update(step));
      });
    }
    return steps;
  }

  private int unexplained(DemoWorld.Running running) throws IOException {
    var meaning = FrameMeaning.of(home.resolve("simulator").resolve("car").resolve("demo.dbc"));
    var ledger =
        new FrameLedger(
            meaning::of,
            decision ->
                decision
                    .line()
                    .command()
                    .flatMap(id ->
                        CommandId.parseHex(id) instanceof Outcome.Passed<CommandId, ?>(var known)
                            ? running.scene().nameOf(known)
                            : Optional.empty()));
    var all =
        running
            .vehicle()
            .tap()
            .between(
                SimulatedVehicle.ADAPTER,
                running.vehicle().now().plus(AGES.negated()),
                running.vehicle().now());
    return ledger.unexplained(all, running.trace().decisionsWithAFrame()).size();
  }

  private void tell(String line) {
    out.println(line);
    out.flush();
  }
}
