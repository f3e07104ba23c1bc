package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.manifest.AttackName;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.simulator.demo.UpdateStep.Who;
import dev.portcullis.simulator.repository.Target;
import dev.portcullis.simulator.repository.VehicleProgress;
import dev.portcullis.simulator.repository.attack.Lie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The demo's last act: the agent runs from its slots, is updated over the air while the car is in
 * use, and those who stand between the OEM and the car try what the standard knows of.
 */
final class UpdateAct implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(6);
  private static final String UPDATE = "update";
  private static final String NEXT = "next";
  private static final int EVIL = 666;
  private static final int OTHERS = 99;

  private final DemoWorld.Running running;
  private final Place place;
  private final LongSupplier nanos;
  private final GenuineSender sender;
  private final UpdateStage stage;
  private final UpdateImages images;
  private final LaunchedAgent agent;
  private Target version;
  private int policies;

  /**
   * Where the act plays.
   *
   * @param home where Portcullis lies
   * @param folder of this run
   * @param config the agent's configuration, to which the act adds a table
   * @param policies signs the next policies
   */
  record Place(Path home, Path folder, Path config, DemoPolicyDesk policies) {}

  private UpdateAct(
      DemoWorld.Running running,
      Place place,
      LongSupplier nanos,
      UpdateStage stage,
      UpdateImages images,
      LaunchedAgent agent,
      Map<PartKind, Target> factory) {
    this.version = Optional.ofNullable(factory.get(PartKind.APPLICATION)).orElseThrow();
    this.running = running;
    this.place = place;
    this.nanos = nanos;
    this.stage = stage;
    this.images = images;
    this.agent = agent;
    this.sender = new GenuineSender(running.scene(), nanos);
  }

  /** Ends the agent that ran until now, and starts it as a unit's: by the launcher, from slot A. */
  static UpdateAct begin(DemoWorld.Running running, Place place, Surroundings around)
      throws IOException, GeneralSecurityException, InterruptedException {
    running.agent().close();
    var estate = running.scene().estate();
    var stage = UpdateStage.open(estate, processor().hardware(), around.clock(), around.random());
    var work = Files.createDirectories(place.folder().resolve("update"));
    var images = new UpdateImages(place.home(), place.folder().resolve("provision"), work);
    var unit = work.resolve("unit");
    Files.writeString(place.config(), stage.configuration(unit), StandardOpenOption.APPEND);
    stage.writeRoots(work);
    var factory = factory(stage, images, place);
    stage.direct("factory", factory);
    AgentProcess.provisionUnit(
        place.home(),
        place.config(),
        work,
        around.clock().instant(),
        work.resolve("provision.log"));
    var agent =
        LaunchedAgent.start(place.home(), unit, place.config(), place.folder().resolve("unit.log"));
    return new UpdateAct(running, place, around.nanos(), stage, images, agent, factory);
  }

  private static Map<PartKind, Target> factory(UpdateStage stage, UpdateImages images, Place place)
      throws IOException, InterruptedException {
    var parts = new EnumMap<PartKind, Target>(PartKind.class);
    parts.put(PartKind.APPLICATION, stage.vouch(PartKind.APPLICATION, 1, images.application(1)));
    parts.put(PartKind.RUNTIME, stage.vouch(PartKind.RUNTIME, 1, images.runtime()));
    parts.put(
        PartKind.POLICY,
        stage.vouch(PartKind.POLICY, 1, images.policy(place.policies().same(), 1)));
    parts.put(PartKind.DESCRIPTION, stage.vouch(PartKind.DESCRIPTION, 1, images.description()));
    parts.put(PartKind.DETECTORS, stage.vouch(PartKind.DETECTORS, 1, images.detectors()));
    return parts;
  }

  private static Architecture processor() throws IOException {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Architecture.X86_64;
      case "aarch64" -> Architecture.AARCH64;
      case "arm" -> Architecture.ARMV7;
      case String other -> throw new IOException("no unit has a processor of kind " + other);
    };
  }

  /** Plays all of it; each step is told as soon as it is over. */
  void play(Consumer<UpdateStep> told) throws IOException, InterruptedException {
    ready(0);
    told.accept(nextVersion());
    told.accept(policyWhileItRuns());
    told.accept(versionThatDoesNotStart());
    told.accept(
        attack(Who.MIRROR, "an older timestamp", AttackName.ROLLBACK, this::olderTimestamp));
    told.accept(
        attack(Who.MIRROR, "files of two days", AttackName.MIX_AND_MATCH, this::olderTargets));
    told.accept(
        attack(Who.MIRROR, "an image without end", AttackName.ENDLESS_DATA, this::endlessImage));
    told.accept(
        attack(Who.THIEF, "an image of his own", AttackName.KEY_COMPROMISE, this::ownImage));
    told.accept(
        attack(Who.THIEF, "an image for others", AttackName.WRONG_HARDWARE, this::othersImage));
    told.accept(newKeys());
    told.accept(attack(Who.MIRROR, "nothing newer, ever", AttackName.FREEZE, this::freeze));
  }

  private UpdateStep nextVersion() throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    int from = agent.lineCount();
    version = stage.vouch(PartKind.APPLICATION, 2, images.application(2));
    stage.direct(NEXT, Map.of(PartKind.APPLICATION, version));
    wake();
    event(from, "campaign next is installed");
    long left = nanos.getAsLong();
    ready(from);
    boolean works = isLocked();
    long back = nanos.getAsLong();
    event(from, "campaign next is confirmed");
    return step(
        new UpdateStep.What(Who.OEM, "a new version", "CONFIRMED"),
        works && awaitStage(NEXT, VehicleProgress.Stage.Installed.class) ? "CONFIRMED" : "WRONG",
        began,
        "a lock done " + seconds(back - left) + " s after the old one");
  }

  private UpdateStep policyWhileItRuns() throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    int from = agent.lineCount();
    int starts = agent.starts();
    stage.direct("policy", Map.of(PartKind.POLICY, policy()));
    wake();
    event(from, "campaign policy is confirmed");
    boolean works = isLocked() && agent.starts() == starts;
    return step(
        new UpdateStep.What(Who.OEM, "a new policy", "CONFIRMED"),
        works && awaitStage("policy", VehicleProgress.Stage.Installed.class)
            ? "CONFIRMED"
            : "WRONG",
        began,
        "without a restart");
  }

  /**
   * What the thief signed has higher versions than anything the Director signed: nothing of it is
   * taken until a root with other keys says that those do not count.
   */
  private UpdateStep newKeys() throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    int from = agent.lineCount();
    stage.renewDirectorsKeys();
    wake();
    event(from, "campaign between is confirmed");
    return step(
        new UpdateStep.What(Who.OEM, "keys the thief has not", "CONFIRMED"),
        isLocked() && awaitStage("between", VehicleProgress.Stage.Installed.class)
            ? "CONFIRMED"
            : "WRONG",
        began,
        "root 2, signed by root 1's keys");
  }

  private Target policy() throws IOException, InterruptedException {
    policies++;
    int release = 1 + policies;
    return stage.vouch(PartKind.POLICY, release, images.policy(place.policies().next(), release));
  }

  private UpdateStep versionThatDoesNotStart() throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    int from = agent.lineCount();
    int starts = agent.starts();
    stage.direct(
        "broken",
        Map.of(
            PartKind.APPLICATION,
            stage.vouch(PartKind.APPLICATION, 3, images.brokenApplication(3))));
    wake();
    event(from, "campaign broken fell back");
    ready(from);
    boolean works = isLocked();
    var fallen = awaitStage("broken", VehicleProgress.Stage.FellBack.class);
    int tried = agent.starts() - starts - 1;
    stage.cancel("broken");
    return step(
        new UpdateStep.What(Who.OEM, "a version that fails", "FELL BACK"),
        works && fallen && isSpent("broken") ? "FELL BACK" : "WRONG",
        began,
        tried + " starts, then the one before");
  }

  private boolean isSpent(String campaign) throws IOException {
    return stage
        .stage(campaign)
        .filter(VehicleProgress.Stage.FellBack.class::isInstance)
        .map(VehicleProgress.Stage.FellBack.class::cast)
        .map(fallen -> fallen.trial().end() == TrialEnd.ATTEMPTS_USED)
        .orElse(false);
  }

  /** What is done before the car looks, and undone once it noticed. */
  private interface Attempt {
    void prepare() throws IOException, InterruptedException;
  }

  private UpdateStep attack(Who who, String tries, AttackName name, Attempt attempt)
      throws IOException, InterruptedException {
    long before = stage.told(name, "factory");
    attempt.prepare();
    long began = nanos.getAsLong();
    int from = agent.lineCount();
    wake();
    boolean told = awaitTold(name, before);
    stage.tells(new Lie.None());
    stage.signAsUsual();
    return step(
        new UpdateStep.What(who, tries, name.name()),
        told ? name.name() : "UNTOLD",
        began,
        agent.await(from, UpdateAct::isReady, Duration.ZERO).isPresent()
            ? "restarted"
            : "told to the Director, signed");
  }

  private void olderTimestamp() {
    stage.tells(new Lie.Replayed(stage.directorPath()));
  }

  /** Something new is offered first: what the car has already it does not ask for. */
  private void olderTargets() throws IOException, InterruptedException {
    stage.direct("mixed", Map.of(PartKind.POLICY, policy()));
    stage.tells(new Lie.Mixed("images/metadata/", "targets"));
  }

  private void endlessImage() {
    stage.tells(new Lie.Endless("images/targets/"));
  }

  private void ownImage() throws IOException {
    stage.cancel("mixed");
    var evil = stage.otherwise(version, images.brokenApplication(EVIL));
    stage.tells(stage.directedByThief(PartKind.APPLICATION, evil));
  }

  /** What the Director signs itself in between makes room for another version of the thief's. */
  private void othersImage() throws IOException, InterruptedException {
    stage.direct("between", Map.of(PartKind.POLICY, policy()));
    var others = stage.vouch(PartKind.RUNTIME, OTHERS, images.detectors());
    stage.tells(stage.directedByThief(PartKind.APPLICATION, others));
  }

  private void freeze() throws IOException, InterruptedException {
    stage.expireSoon(SOON);
    stage.forget();
    int from = agent.lineCount();
    stage.direct("frozen", Map.of(PartKind.POLICY, policy()));
    wake();
    event(from, "campaign frozen is confirmed");
    stage.tells(new Lie.Replayed(stage.directorPath()));
    TimeUnit.NANOSECONDS.sleep(SOON.toNanos());
  }

  private boolean awaitTold(AttackName name, long before) throws IOException, InterruptedException {
    long end = nanos.getAsLong() + PATIENCE.toNanos();
    while (stage.told(name, "factory") <= before) {
      if (nanos.getAsLong() > end) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private boolean awaitStage(String campaign, Class<? extends VehicleProgress.Stage> wanted)
      throws IOException, InterruptedException {
    long end = nanos.getAsLong() + PATIENCE.toNanos();
    while (!stage.stage(campaign).filter(wanted::isInstance).isPresent()) {
      if (nanos.getAsLong() > end) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private boolean isLocked() throws InterruptedException {
    return sender.send(CommandName.LOCK).isDoneWithin(PATIENCE);
  }

  private void wake() {
    var _ =
        running.scene().backEnd().courier().update(running.scene().estate().vehicle()).orFault();
  }

  private void event(int from, String begins) throws IOException, InterruptedException {
    await(
        from,
        begins,
        line ->
            line instanceof TraceLine.Event(var what, var detail)
                && what.equals(UPDATE)
                && detail.startsWith(begins));
  }

  private void ready(int from) throws IOException, InterruptedException {
    await(from, "ready", UpdateAct::isReady);
    var _ = agent.await(from, UpdateAct::isTimeKnown, PATIENCE);
  }

  private void await(int from, String what, Predicate<TraceLine> wanted)
      throws IOException, InterruptedException {
    if (agent.await(from, wanted, PATIENCE).isEmpty()) {
      throw new IOException(
          "the updated agent did not say '" + what + "'; it said last: " + agent.lastWords());
    }
  }

  private static boolean isReady(TraceLine line) {
    return line instanceof TraceLine.Ready;
  }

  private static boolean isTimeKnown(TraceLine line) {
    return line instanceof TraceLine.Event(var what, var _) && what.equals("time");
  }

  private UpdateStep step(UpdateStep.What what, String came, long began, String remark) {
    return new UpdateStep(
        what, came, TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began), remark);
  }

  private static String seconds(long span) {
    return String.format(Locale.ROOT, "%.1f", span / 1e9);
  }

  @Override
  public void close() {
    agent.close();
    stage.close();
  }
}
