package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.agent.provision.CarUpdate;
import dev.portcullis.agent.provision.CarWatch;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.PolicyUpdate;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.watch.BaselineRefusal;
import dev.portcullis.can.watch.StandingWatch;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.ota.install.LiveActivation;
import dev.portcullis.ota.install.LiveRefusal;
import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Has the running agent go by another policy, description of the car or baseline of the bus watch.
 * Whatever can be refused is verified before anything is taken; the description is taken first,
 * since can-bridge may still refuse it, then the policy, which the disk may refuse, and last the
 * baseline, which nobody can.
 */
final class LiveParts implements LiveActivation {

  /** What the part {@code detectors} holds for the bus watch. */
  static final String BASELINE = "baseline.json";

  private static final int MAX_FILE = 1024 * 1024;
  private static final String OWN_PROCESS =
      "the bus watch has no settings in this process: can-bridge's own are in bridge.toml";

  private final Began began;
  private final FileSystem disk;
  private final CarWatch car;
  private final Optional<StandingWatch> busWatch;

  /**
   * What this process went by when it began.
   *
   * @param policies with that of the version that runs
   */
  record Began(AgentConfiguration configuration, PolicyChain policies) {}

  LiveParts(Began began, FileSystem disk, CarWatch car, Optional<StandingWatch> busWatch) {
    this.began = began;
    this.disk = disk;
    this.car = car;
    this.busWatch = busWatch;
  }

  /** What the version that runs brought along is offered to can-bridge, which knows its own. */
  void bring(Path description) {
    if (CarUpdate.unverified(disk, new InstalledFiles(description))
        instanceof Outcome.Passed<Unverified, Problem>(var ours)) {
      car.bring(ours);
    }
  }

  @Override
  public Optional<LiveRefusal> refusalOf(Map<PartKind, Path> changed) {
    var policy = Optional.ofNullable(changed.get(PartKind.POLICY)).map(this::policy);
    var baseline = Optional.ofNullable(changed.get(PartKind.DETECTORS)).map(this::baseline);
    var description = Optional.ofNullable(changed.get(PartKind.DESCRIPTION));
    return policy
        .flatMap(LiveParts::forGood)
        .or(() -> baseline.flatMap(LiveParts::forGood))
        .or(() -> description.flatMap(this::describe))
        .or(() -> policy.flatMap(read -> why(read.then(this::enter)).map(LiveRefusal.ForNow::new)))
        .or(() -> baseline.flatMap(read -> forGood(read.then(this::exchange))));
  }

  private static <T> Optional<LiveRefusal> forGood(Outcome<T, String> outcome) {
    return why(outcome).map(LiveRefusal.ForGood::new);
  }

  private static <T> Optional<String> why(Outcome<T, String> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, String> _ -> Optional.empty();
      case Outcome.Refused<T, String>(var why) -> Optional.of(why);
    };
  }

  private Outcome<PolicyChain, String> policy(Path folder) {
    var from = new InstalledFiles(folder);
    return read(from.policy())
        .then(json ->
            read(from.policySignatures()).map(signatures -> new UnverifiedPolicy(json, signatures)))
        .then(fresh ->
            Installation.load(disk, installed(), began.configuration())
                .mapRefusal(Problem::reason)
                .then(now -> next(later(now.policies()), fresh)));
  }

  /** The one in force may be directed too: the workshop was faster. */
  private static Outcome<PolicyChain, String> next(PolicyChain chain, UnverifiedPolicy fresh) {
    return chain.newest().filter(now -> now.json().equals(fresh.json())).isPresent()
        ? Outcome.passed(chain)
        : chain.then(fresh).mapRefusal(why -> why.explanation());
  }

  /** What the version that runs brought along is not among what is kept until the next start. */
  private PolicyChain later(PolicyChain kept) {
    var own = began.policies();
    return sequence(own) > sequence(kept) ? own : kept;
  }

  private static long sequence(PolicyChain chain) {
    return chain.newest().map(signed -> signed.policy().sequence()).orElse(0L);
  }

  /** Where the agent looks for a newer policy every second. */
  private Outcome<PolicyChain, String> enter(PolicyChain policies) {
    return new PolicyUpdate(disk, installed()).write(policies).mapRefusal(Problem::reason);
  }

  private Optional<LiveRefusal> describe(Path folder) {
    return switch (CarUpdate.unverified(disk, new InstalledFiles(folder))) {
      case Outcome.Refused<Unverified, Problem>(var problem) ->
          Optional.of(new LiveRefusal.ForGood(problem.reason()));
      case Outcome.Passed<Unverified, Problem>(var fresh) -> car.take(fresh);
    };
  }

  private Outcome<Bytes, String> baseline(Path folder) {
    return busWatch
        .<Outcome<Bytes, String>>map(watch ->
            read(folder.resolve(BASELINE))
                .then(file -> watch.check(file).map(_ -> file).mapRefusal(LiveParts::said)))
        .orElseGet(() -> Outcome.refused(OWN_PROCESS));
  }

  private Outcome<StandingWatch, String> exchange(Bytes baseline) {
    return busWatch
        .<Outcome<StandingWatch, String>>map(
            watch -> watch.exchange(baseline).map(_ -> watch).mapRefusal(LiveParts::said))
        .orElseGet(() -> Outcome.refused(OWN_PROCESS));
  }

  private static String said(BaselineRefusal why) {
    return BASELINE + ": " + why.place() + ": " + why.reason().explanation();
  }

  private Outcome<Bytes, String> read(Path file) {
    return AtomicFile.read(disk, file, MAX_FILE).mapRefusal(why -> file + ": " + why.meaning());
  }

  private InstalledFiles installed() {
    return InstalledFiles.in(began.configuration().state());
  }
}
