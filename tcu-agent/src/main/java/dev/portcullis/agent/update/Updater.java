package dev.portcullis.agent.update;

import dev.portcullis.agent.fresh.BootClock;
import dev.portcullis.agent.fresh.TimeReading;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.install.Activation;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.install.InstallRefusal;
import dev.portcullis.ota.install.RunningTrial;
import dev.portcullis.ota.install.Startup;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.update.AgreedUpdate;
import dev.portcullis.ota.verify.TrustedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps this unit as its OEM wants it: tells the Director what it is, asks both repositories, puts
 * new versions on trial, and confirms the one that runs, or gives it up. Owns one thread, {@code
 * update}, which alone changes the unit's folder.
 */
public final class Updater implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What is not reached is asked again after this, or after the usual time if that is shorter. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** Somebody who can send wake-ups shall not be able to keep the unit busy. */
  private static final Duration LEAST_BETWEEN = Duration.ofSeconds(2);

  /** What the version before has shown says nothing of one that was taken live. */
  private static final Set<HealthCheck> OF_ONE_VERSION =
      Set.of(HealthCheck.CAN_SEEN, HealthCheck.DIRECTOR_REACHED, HealthCheck.MANIFEST_SIGNED);

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final RunningVersion running;
  private final UpdateSettings.Terms terms;
  private final UpdateParts parts;
  private final Ports ports;
  private final Teller teller;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private Optional<RunningTrial> trial = Optional.empty();
  private long trialBegan;
  private long dueAt;
  private long lastTurn;
  private volatile Life life = Life.RUNNING;

  private enum Life {
    RUNNING,
    CLOSED
  }

  /**
   * What the updater takes from its process.
   *
   * @param time what is known of the wall clock
   * @param latest the time this program does not believe to be over: whoever can set the clock
   *     forward makes metadata expire, and no more than up to here
   * @param look has the health looked at that nobody tells of
   * @param restart ends this process in good order, soon; the launcher starts the next
   */
  public record Ports(
      BootClock clock,
      Supplier<TimeReading> time,
      Instant latest,
      Runnable look,
      UpdateListener listener,
      Runnable restart,
      ThreadFactory threads) {}

  /** Of the version that runs; nothing happens before {@link #start}. */
  public Updater(
      RunningVersion running, UpdateSettings.Terms terms, UpdateParts parts, Ports ports) {
    this.running = running;
    this.terms = terms;
    this.parts = parts;
    this.ports = ports;
    this.teller = new Teller(running.unit(), parts, ports.time(), ports.listener());
    this.thread = ports.threads().newThread(this::run);
    thread.setName("update");
  }

  /** Begins: first of all with the trial, if this version is on one. */
  public void start() {
    thread.start();
  }

  /** Something may be new: the repositories are asked soon. A hint, which proves nothing. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  private void run() {
    try {
      begin();
      while (life == Life.RUNNING) {
        step();
        await(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is due, once; nothing any more where the process is to end. */
  void step() {
    if (life == Life.CLOSED) {
      return;
    }
    if (trial.isPresent()) {
      tryOut(trial.get());
    } else {
      turnWhenDue();
    }
  }

  /** Waits for a wake-up, and no longer than {@code most}. */
  void await(Duration most) throws InterruptedException {
    if (wakeUps.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      dueAt = Math.min(dueAt, lastTurn + leastBetween());
    }
  }

  void begin() {
    dueAt = ports.clock().nanos();
    lastTurn = dueAt - leastBetween();
    switch (running.standing()) {
      case Startup.OnTrial onTrial -> begin(onTrial);
      case Startup.FellBack(var why, int _) -> ports.listener().fellBack(why);
      case Startup.Confirmed _ -> {}
    }
  }

  private void begin(RunningTrial next) {
    trial = Optional.of(next);
    trialBegan = ports.clock().nanos();
    dueAt = trialBegan;
    ports.listener().onTrial(next.trial().campaign());
  }

  private void tryOut(RunningTrial onTrial) {
    long now = ports.clock().nanos();
    if (now >= dueAt) {
      lastTurn = now;
      reachOut();
      dueAt = now + (isShown(HealthCheck.DIRECTOR_REACHED) ? shorter(AGAIN) : leastBetween());
    }
    ports.look().run();
    // Read anew: what was asked for may have taken longer than the trial may.
    conclude(onTrial, ports.clock().nanos());
  }

  /** Without a trusted time no metadata is believed; a manifest is signed, and says so. */
  private void reachOut() {
    switch (ports.time().get()) {
      case TimeReading.Trusted(var time) -> {
        switch (parts.cycle().look(believed(time))) {
          case Outcome.Passed<AgreedUpdate, UpdateTrouble> _ ->
              parts.health().show(HealthCheck.DIRECTOR_REACHED);
          case Outcome.Refused<AgreedUpdate, UpdateTrouble>(var why) -> {
            var _ = refused(why);
          }
        }
        teller.tell(trial);
      }
      case TimeReading.Floor _ -> {
        if (!isShown(HealthCheck.MANIFEST_SIGNED)) {
          teller.tell(trial);
        }
      }
    }
  }

  private boolean isShown(HealthCheck check) {
    return parts.health().shown().contains(check);
  }

  private void conclude(RunningTrial onTrial, long now) {
    var campaign = onTrial.trial().campaign();
    switch (parts.confirmation().look(onTrial, Duration.ofNanos(now - trialBegan))) {
      case Outcome.Passed<Confirmation.Verdict, InstallRefusal>(var verdict) -> {
        switch (verdict) {
          case Confirmation.Waiting _ -> {}
          case Confirmation.Confirmed _ -> {
            trial = Optional.empty();
            dueAt = now;
            ports.listener().confirmed(campaign);
          }
          case Confirmation.TooLate(var missing) -> {
            ports.listener().notConfirmed(campaign, missing);
            leave();
          }
        }
      }
      case Outcome.Refused<Confirmation.Verdict, InstallRefusal>(var why) -> {
        ports.listener().trouble(new UpdateTrouble.NotInstalled(why));
        // A disk that takes nothing shall not keep a version in force that nobody confirmed: the
        // launcher cannot count a start on it either, and goes back.
        if (now - trialBegan >= terms.trial().toNanos()) {
          leave();
        }
      }
    }
  }

  /**
   * Before the time is known nothing is installed: at the floor expired metadata would pass, and a
   * car that was parked for years would be given what was withdrawn meanwhile.
   */
  private void turnWhenDue() {
    long now = ports.clock().nanos();
    if (now >= dueAt && ports.time().get() instanceof TimeReading.Trusted(var time)) {
      lastTurn = now;
      teller.tell(trial);
      dueAt = now + turn(believed(time));
    }
  }

  /** How long to wait after it, in nanoseconds. */
  private long turn(TrustedTime time) {
    return switch (parts.cycle().turn(time)) {
      case Outcome.Passed<UpdateCycle.Turn, UpdateTrouble>(var turn) -> follow(turn);
      case Outcome.Refused<UpdateCycle.Turn, UpdateTrouble>(var why) -> {
        if (refused(why).attack().isPresent()) {
          teller.tell(trial);
        }
        yield again(why);
      }
    };
  }

  /**
   * What only the OEM can change is not asked for more often than usual; nor is what writes a trial
   * down and gives it up each time, for a bridge that stays away would wear the flash out.
   */
  private long again(UpdateTrouble why) {
    return switch (why) {
      case UpdateTrouble.TriedBefore _,
          UpdateTrouble.NotInstalled(InstallRefusal.LivePostponed _) ->
          terms.every().toNanos();
      case UpdateTrouble.NotFetched _, UpdateTrouble.NotInstalled _ -> shorter(AGAIN);
    };
  }

  /** How long to wait, in nanoseconds. */
  private long follow(UpdateCycle.Turn turn) {
    switch (turn) {
      case UpdateCycle.Turn.UpToDate() -> ports.listener().upToDate();
      case UpdateCycle.Turn.Activated(var campaign, Activation.AtRestart _) -> {
        ports.listener().restarting(campaign);
        leave();
      }
      case UpdateCycle.Turn.Activated(var _, Activation.TakenLive taken) -> {
        parts.health().forget(OF_ONE_VERSION);
        begin(taken);
      }
    }
    return trial.isPresent() ? 0 : terms.every().toNanos();
  }

  /** An attack is noted, for the next manifest to tell. */
  private UpdateTrouble refused(UpdateTrouble why) {
    ports.listener().trouble(why);
    why.attack()
        .ifPresent(attack -> {
          // What the disk does not take is still told by this process.
          var _ = parts.manifests().detected(attack);
          ports.listener().attacked(attack);
        });
    return why;
  }

  private static long leastBetween() {
    return LEAST_BETWEEN.toNanos();
  }

  private long shorter(Duration time) {
    return Math.min(time.toNanos(), terms.every().toNanos());
  }

  private TrustedTime believed(Instant time) {
    return new TrustedTime(time.isAfter(ports.latest()) ? ports.latest() : time);
  }

  private void leave() {
    life = Life.CLOSED;
    ports.restart().run();
  }

  @Override
  public void close() {
    life = Life.CLOSED;
    thread.interrupt();
    try {
      var _ = !thread.isAlive() || thread.join(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
