package dev.portcullis.agent.gate;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.portcullis.agent.fresh.Beacons;
import dev.portcullis.agent.fresh.TrustedTime;
import dev.portcullis.agent.grant.Enrolment;
import dev.portcullis.agent.grant.Presence;
import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.journal.RegisterEntry;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.message.Channel;
import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptCodec;
import dev.portcullis.crypto.message.ReceiptDetail;
import dev.portcullis.crypto.message.ReceiptDetailCodec;
import dev.portcullis.crypto.message.TimeStatement;
import dev.portcullis.crypto.message.TimeStatementCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real gate with real keys over a disk in memory, a car that keeps a list, and clocks that stand
 * still until they are told. Nothing in it waits for a time: {@link Heard} waits for what happens.
 */
final class GateWorld implements AutoCloseable {

  static final Duration SLOT = Duration.ofSeconds(30);
  static final Duration LIFETIME = Duration.ofSeconds(60);
  static final Path FOLDER = Path.of("/journal");

  private static final long VERIFICATIONS = 1000;
  private static final int CHECKPOINT_EVERY = 40;
  private static final JournalLimits LIMITS = new JournalLimits(16_384, 300_000, 900_000);

  final AtomicLong bootNanos = new AtomicLong(Duration.ofHours(1).toNanos());
  final AtomicLong nanos = new AtomicLong(1);
  CrashingFileSystem disk;
  final FakeCar car = new FakeCar();
  Heard heard = new Heard();
  Policy policy = People.policy(10_000);
  Channel channel = Channel.REMOTE;
  String kernelBoot = "kernel-boot-1";
  Beacons beacons;
  Ledger ledger;
  TrustedTime time;
  Gate gate;
  Enrolment enrolment = People.enrolment();
  final FakePresence presence = new FakePresence();
  Runnable beforeStart = () -> {};
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private int guests;
  private long counter;

  GateWorld() {
    this(CrashingFileSystem.empty());
  }

  GateWorld(CrashingFileSystem disk) {
    this.disk = disk;
    this.beacons = newBeacons();
    this.ledger = openLedger();
    enrolWhoeverIsInThisWorld();
    this.time = newTime();
    this.gate = newGate();
  }

  /** As if they had enrolled before the test: in each other way the gate treats them as such. */
  private void enrolWhoeverIsInThisWorld() {
    if (ledger.register().enrolled().isEmpty()) {
      enrol(People.DRIVER);
      People.GUESTS.forEach(this::enrol);
    }
  }

  private void enrol(Signer key) {
    var _ =
        ledger
            .append(
                new RegisterEntry.KeyEnrolled(
                    key.publicKey().thumbprint(), KeyProtection.TRUSTED_ENVIRONMENT, People.APP))
            .orFault();
  }

  /** An enrolled key that nobody used in this world yet. */
  SoftwareSigner guest() {
    return People.GUESTS.get(guests++);
  }

  /** Files something and waits for the answer. */
  @CanIgnoreReturnValue
  FilingAnswer file(FilingKind kind, Bytes payload) {
    var answers = new CopyOnWriteArrayList<FilingAnswer>();
    gate.file(kind, payload, answers::add);
    heard.await("an answer", () -> !answers.isEmpty());
    return answers.getFirst();
  }

  /** Somebody in the car gives the signal now; the gate has seen it when this returns. */
  @CanIgnoreReturnValue
  GateWorld present(Presence.Signal signal) {
    pass(Duration.ofMillis(1));
    presence.give(signal, bootNanos.get());
    lookedAround();
    return this;
  }

  /** Returns when the gate has looked around after everything that was said to it before. */
  void lookedAround() {
    // Its signature is for the gate's own thread to look at, which looks around before it answers.
    var _ = file(FilingKind.ECHO, Filings.echoOfNothing(this));
  }

  /** A world whose gate runs and knows the time. */
  static GateWorld running() {
    return new GateWorld().start().knowTheTime();
  }

  /** Makes the gate anew from what the test has set, and starts it. */
  GateWorld start() {
    gate = newGate();
    gate.start();
    return this;
  }

  /** A time key states {@link People#NOW} over the beacon of now. */
  @CanIgnoreReturnValue
  GateWorld knowTheTime() {
    var settled = new AtomicInteger();
    gate.deliverTime(statement(People.NOW), settled::incrementAndGet);
    heard.await("the time", () -> heard.timesKnown.get() > 0);
    return this;
  }

  Bytes statement(Instant instant) {
    return TimeStatementCodec.sign(
        new TimeStatement(People.VEHICLE, beacons.boot(), beacons.nonce(beacons.slot()), instant),
        People.TIME_KEY);
  }

  /** A genuine request to unlock, over the beacon of now, with the next counter. */
  Draft draft() {
    counter++;
    return new Draft(beacons.boot(), beacons.slot(), beacons.nonce(beacons.slot()), counter);
  }

  /** Delivers a request and waits for the gate's word on it. */
  @CanIgnoreReturnValue
  Decision deliver(Bytes request) {
    int before = heard.decisions.size();
    var _ = deliverOnly(request);
    heard.await("a decision", () -> heard.decisions.size() > before);
    return heard.decisions.get(before);
  }

  /** Delivers a request; the counter counts how often its delivery was settled. */
  @CanIgnoreReturnValue
  AtomicInteger deliverOnly(Bytes request) {
    var settled = new AtomicInteger();
    gate.deliver(request, settled::incrementAndGet, nanos.get());
    return settled;
  }

  /** Both clocks go on. */
  void pass(Duration duration) {
    bootNanos.addAndGet(duration.toNanos());
    nanos.addAndGet(duration.toNanos());
  }

  /** The process ends and another begins, over the same disk; who knows the time must learn it. */
  void restart() {
    gate.close();
    begin();
  }

  /** The process is killed where it stands: nobody closes anything. */
  void killAndRestart() {
    endTheGatesThread();
    disk.kill();
    begin();
  }

  /** The power goes: of what was not forced, {@code choices} says what is left of it. */
  void cutThePowerAndRestart(Choices choices) {
    endTheGatesThread();
    disk = disk.afterCrash(choices);
    begin();
  }

  /** A killed process writes no more; ours would go on beside its successor. */
  private void endTheGatesThread() {
    for (Thread thread : threads) {
      if (thread.getName().equals("gate")) {
        thread.interrupt();
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    threads.clear();
  }

  private void begin() {
    presence.forget();
    heard = new Heard();
    beacons = newBeacons();
    ledger = openLedger();
    time = newTime();
    beforeStart.run();
    var _ = start();
  }

  Receipt receipt(Bytes encoded) {
    return ReceiptCodec.parse(encoded).orFault().verify(People.CAR.publicKey()).orFault();
  }

  ReceiptDetail detail(Bytes encoded, AgreementKeyPair replyKey) {
    return ReceiptDetailCodec.open(receipt(encoded), replyKey).orFault();
  }

  GateParts parts() {
    return GateParts.of(inputs(), nanos::get);
  }

  GateInputs inputs() {
    return new GateInputs(
        policy,
        enrolment,
        new OwnerPorts(
            People.authority(),
            presence,
            People.LINK_KEY,
            (_, enrolment, evidence, _) ->
                Filings.appraise(
                    enrolment, evidence, ledger.register().withdrawn().certificates())),
        beacons,
        time,
        bootNanos::get,
        kernelBoot,
        ledger,
        car,
        People.CAR,
        channel,
        "0.0.0-test",
        heard,
        heard,
        People.RANDOM,
        VERIFICATIONS,
        () -> {});
  }

  private Gate newGate() {
    var hearing = heard;
    return new Gate(
        inputs(),
        nanos::get,
        task -> {
          var thread = new Thread(task);
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler((_, fault) -> hearing.faults.add(fault));
          threads.add(thread);
          return thread;
        });
  }

  private Beacons newBeacons() {
    return new Beacons(bootNanos::get, People.RANDOM, new Beacons.Settings(SLOT, LIFETIME));
  }

  private TrustedTime newTime() {
    return new TrustedTime(
        bootNanos::get,
        beacons,
        People.VEHICLE,
        TrustedTime.Authorities.of(policy.time().keys(), policy.time().threshold()),
        ledger.floor());
  }

  Ledger openLedger() {
    return Ledger.open(
            Journal.open(disk, FOLDER, LIMITS).orFault(),
            People.NOW.minus(Duration.ofDays(30)),
            CHECKPOINT_EVERY)
        .orFault();
  }

  @Override
  public void close() {
    gate.close();
    if (!heard.faults.isEmpty()) {
      throw new IllegalStateException("a thread of the gate died", heard.faults.getFirst());
    }
  }
}
