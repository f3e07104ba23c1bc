package dev.portcullis.agent;

import dev.portcullis.agent.bench.Floor;
import dev.portcullis.agent.car.BridgeCar;
import dev.portcullis.agent.car.BridgePresence;
import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.fresh.BoottimeClock;
import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.gate.Gate;
import dev.portcullis.agent.gate.GateInputs;
import dev.portcullis.agent.gate.OwnerPorts;
import dev.portcullis.agent.grant.PlatformEvidence;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.link.LinkPorts;
import dev.portcullis.agent.link.LinkSettings;
import dev.portcullis.agent.link.LinkTopics;
import dev.portcullis.agent.link.MqttLink;
import dev.portcullis.agent.local.LocalLink;
import dev.portcullis.agent.local.LocalPorts;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.provision.CarWatch;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.PolicyStart;
import dev.portcullis.agent.provision.PolicyUpdate;
import dev.portcullis.agent.provision.PolicyWatch;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.agent.report.Trace;
import dev.portcullis.agent.update.ShownHealth;
import dev.portcullis.agent.update.Updater;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.watch.StandingWatch;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The agent put together: opens everything that {@link Prepared} verified, in order, and runs. */
final class Agent implements AutoCloseable {

  private static final int CHECKPOINT_EVERY = 512;

  private final PolicyWatch watch;
  private final CarWatch carWatch;
  private final Gate gate;
  private final MqttLink link;
  private final Optional<StandingWatch> busWatch;
  private final OpenedBridge bridge;
  private final SecOcFolder.Opened secOc;
  private final Optional<LocalLink> local;
  private final Live live;
  private Optional<Updater> updater = Optional.empty();

  /** What an update asks of the rest of the agent. */
  private record Live(BridgeCar car, TrustedTime time, LinkToGate joint, ShownHealth health) {}

  private Agent(
      PolicyWatch watch,
      CarWatch carWatch,
      Gate gate,
      MqttLink link,
      Optional<StandingWatch> busWatch,
      OpenedBridge bridge,
      SecOcFolder.Opened secOc,
      Optional<LocalLink> local,
      Live live) {
    this.local = local;
    this.live = live;
    this.busWatch = busWatch;
    this.watch = watch;
    this.carWatch = carWatch;
    this.gate = gate;
    this.link = link;
    this.bridge = bridge;
    this.secOc = secOc;
  }

  /** What the agent takes from the process it runs in. */
  record Surroundings(
      FileSystem disk,
      SecureRandom random,
      ThreadFactory threads,
      String kernelBoot,
      Reporter reporter,
      Optional<Trace> bench,
      Runnable onFirstBeacon) {}

  /**
   * Starts everything.
   *
   * @param restart ends this process in good order, for the launcher to start the next version
   */
  static Outcome<Agent, Problem> start(Prepared prepared, Surroundings around, Runnable restart) {
    var state = prepared.configuration().state();
    return journal(around.disk(), state.resolve("journal"))
        .then(journal -> ledger(journal, state))
        .then(ledger -> notRolledBack(prepared, around.disk(), ledger))
        .then(ledger ->
            secOc(prepared, around, ledger)
                .map(it -> start(prepared, around, ledger, it))
                .then(agent -> agent.withUpdates(prepared, around, restart)));
  }

  private static Outcome<SecOcFolder.Opened, Problem> secOc(
      Prepared prepared, Surroundings around, Ledger ledger) {
    var opened =
        Prepared.secOc(around.disk(), prepared.configuration())
            .open(Prepared.keySlots(prepared.configuration(), prepared.installation()));
    if (opened instanceof Outcome.Refused<?, ?>) {
      ledger.close();
    }
    return opened.mapRefusal(Prepared::said);
  }

  private static Agent start(
      Prepared prepared, Surroundings around, Ledger ledger, SecOcFolder.Opened secOc) {
    var configuration = prepared.configuration();
    var policy = prepared.installation().policy().policy();
    var vehicle = configuration.vehicle().id();
    var clock = new BoottimeClock();
    var beacons = new Beacons(clock, around.random(), configuration.beacons());
    var time =
        new TrustedTime(
            clock,
            beacons,
            vehicle,
            TrustedTime.Authorities.of(policy.time().keys(), policy.time().threshold()),
            ledger.floor());
    var reporter = around.reporter();
    var described = new CarInForce(prepared.installation());
    described.faults(policy).forEach(reporter::policyMistaken);
    var presence = new BridgePresence(clock);
    var busWatch =
        prepared.detectors().map(it -> StandingWatch.start(it, reporter::alarm, System::nanoTime));
    var opening =
        new OpenedBridge.Opening(
            prepared, busWatch, secOc, presence, described, reporter, System::nanoTime);
    var opened = new OpenedBridge[1];
    var car =
        new BridgeCar(observer -> {
          opened[0] = OpenedBridge.open(opening, observer);
          return opened[0].actions();
        });
    var locals = new LocalToGate(reporter);
    var health = new ShownHealth();
    var joint = new LinkToGate(reporter, around.onFirstBeacon(), locals::newestBeacon, health);
    var inputs =
        new GateInputs(
            policy,
            prepared.installation().enrolment(),
            new OwnerPorts(
                prepared.installation().policies().signers(),
                presence,
                linkKey(prepared.own().identity()),
                new PlatformEvidence()),
            beacons,
            time,
            clock,
            around.kernelBoot(),
            ledger,
            car,
            prepared.own().receiptKey(),
            Channel.REMOTE,
            Version.read().number(),
            joint,
            reporter,
            around.random(),
            configuration.limits().verificationsPerSecond(),
            floor(around, configuration.state()));
    var gate = new Gate(inputs, System::nanoTime, around.threads());
    joint.join(gate);
    locals.join(gate);
    var usual = LinkSettings.of(configuration.broker().address(), vehicle.hex());
    var link =
        MqttLink.start(
            new LinkSettings(
                usual.broker(),
                usual.clientId(),
                configuration.broker().keepAlive(),
                configuration.broker().sessionExpiry(),
                usual.deadlines(),
                usual.backOff(),
                usual.bounds()),
            LinkTopics.of(new Topics(vehicle)),
            new LinkPorts(
                () ->
                    MutualTls.client(
                        prepared.own().identity(), prepared.brokerAnchors(), () -> validity(time)),
                System::nanoTime,
                around.random(),
                around.threads()),
            joint);
    joint.join(link);
    gate.start();
    gate.linkUp();
    var watch =
        new PolicyWatch(
            new PolicyUpdate(around.disk(), InstalledFiles.in(configuration.state())),
            prepared.installation().policies(),
            new PolicyWatch.Listener() {
              @Override
              public void found(SignedPolicy found) {
                described.faults(found.policy()).forEach(reporter::policyMistaken);
                gate.offer(found.policy(), found.signers());
              }

              @Override
              public void unusable(PolicyRefusal why) {
                reporter.policyUnusable(why.explanation());
              }
            });
    watch.start(around.threads());
    var carWatch = opened[0].watch(opening, around.disk(), watch);
    carWatch.start(around.threads());
    var local =
        configuration
            .local()
            .map(settings ->
                LocalLink.start(
                    settings,
                    new LocalPorts(
                        prepared.own().identity().keyManager(), System::nanoTime, around.threads()),
                    locals,
                    locals));
    return new Agent(
        watch,
        carWatch,
        gate,
        link,
        busWatch,
        opened[0],
        secOc,
        local,
        new Live(car, time, joint, health));
  }

  /** Updates over the air, where they are configured and the launcher started this process. */
  private Outcome<Agent, Problem> withUpdates(
      Prepared prepared, Surroundings around, Runnable restart) {
    if (prepared.running().isEmpty() || prepared.configuration().update().isEmpty()) {
      return Outcome.passed(this);
    }
    var begun =
        new Updates(prepared, around.disk(), around.threads(), around.reporter(), System::nanoTime)
            .begin(
                prepared.running().get(),
                prepared.configuration().update().get(),
                new Updates.Host(
                    live.car(),
                    live.time(),
                    live.health(),
                    new LiveParts(
                        new LiveParts.Began(
                            prepared.configuration(), prepared.installation().policies()),
                        around.disk(),
                        carWatch,
                        busWatch),
                    gate::noteUpdate,
                    restart));
    switch (begun) {
      case Outcome.Passed<Updater, Problem>(var running) -> {
        live.joint().join(running);
        updater = Optional.of(running);
      }
      case Outcome.Refused<Updater, Problem> _ -> close();
    }
    return begun.map(_ -> this);
  }

  /** A key of another kind the local link does not show, and nobody fetches an offer over it. */
  private static Digest linkKey(Identity identity) {
    var key = Bytes.of(identity.certificate().getPublicKey().getEncoded());
    return VerificationKey.parse(key) instanceof Outcome.Passed<VerificationKey, ?>(var parsed)
        ? parsed.thumbprint()
        : Digest.of(key);
  }

  private static Outcome<Ledger, Problem> notRolledBack(
      Prepared prepared, FileSystem disk, Ledger ledger) {
    var state = prepared.configuration().state();
    var newest = prepared.installation().policy();
    var policies = prepared.installation().policies();
    var start = new PolicyStart(state);
    var entered =
        prepared
            .running()
            .map(version ->
                switch (version.footing()) {
                  case TRIAL -> start.tryOut(policies, ledger).map(_ -> newest);
                  case FIRM -> {
                    var update = new PolicyUpdate(disk, InstalledFiles.in(state));
                    yield start.keep(newest, policies, update, ledger);
                  }
                })
            .orElseGet(() -> start.enter(newest, policies, ledger));
    if (entered instanceof Outcome.Refused<SignedPolicy, Problem>) {
      ledger.close();
    }
    return entered.map(_ -> ledger);
  }

  static ValidityTime validity(TrustedTime time) {
    return switch (time.now()) {
      case TimeReading.Floor(var floor) -> new ValidityTime.NotBefore(floor);
      case TimeReading.Trusted(var now) -> new ValidityTime.Trusted(now);
    };
  }

  private static Runnable floor(Surroundings around, Path state) {
    return around
        .bench()
        .<Runnable>map(trace ->
            new Floor(
                Journal.open(around.disk(), state.resolve("bench"), JournalLimits.standard())
                    .orFault(),
                System::nanoTime,
                trace,
                around.random()))
        .orElse(() -> {});
  }

  private static Outcome<Journal, Problem> journal(FileSystem disk, Path folder) {
    return Journal.open(disk, folder, JournalLimits.standard())
        .mapRefusal(reason -> said(folder, reason));
  }

  private static Outcome<Ledger, Problem> ledger(Journal journal, Path state) {
    return Ledger.open(journal, Version.read().built(), CHECKPOINT_EVERY)
        .mapRefusal(_ ->
            new Problem(
                state.resolve("journal").toString(),
                "was not written by this agent, or by a newer one",
                "run the version that wrote it, or keep the folder for inspection"));
  }

  private static Problem said(Path folder, DurableRefusal reason) {
    return new Problem(folder.toString(), reason.meaning(), reason.next());
  }

  @Override
  public void close() {
    updater.ifPresent(Updater::close);
    local.ifPresent(LocalLink::close);
    carWatch.close();
    watch.close();
    link.close();
    gate.close();
    bridge.actions().close();
    busWatch.ifPresent(StandingWatch::close);
    secOc.close();
  }
}
