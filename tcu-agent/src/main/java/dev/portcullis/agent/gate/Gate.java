package dev.portcullis.agent.gate;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.DurableRefusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The gate: takes requests from the link, lets the stages decide about each exactly once, has the
 * car carry out what passed, and answers with receipts.
 *
 * <p>The link's own thread goes no further than the {@link Door}. Two threads more: {@code gate},
 * on which the {@link Clerk} works, owns journal, windows and everything else that changes; {@code
 * actuate} waits for the car, so that a silent one holds up nobody's refusal.
 */
public final class Gate implements AutoCloseable {

  // A parsed request takes some 12 kB: 2 MB of them at the most.
  private static final FairQueue.Bounds WAITING = new FairQueue.Bounds(128, 72, 192);
  private static final int MOST_UNDER_WAY = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();

  private final GateInputs in;
  private final GateParts parts;
  private final LongSupplier nanos;
  private final FairQueue<Digest, Work> queue = new FairQueue<>(WAITING);
  private final TokenBucket verifications;
  private final Intake intake;
  private final Door door;
  private final Clerk clerk;
  private final Carrier carrier;
  private final Thread thread;
  private volatile Running running = Running.YES;

  private enum Running {
    YES,
    NO
  }

  /** Puts the gate together; {@link #start} sets it going. */
  public Gate(GateInputs inputs, LongSupplier nanos, ThreadFactory threads) {
    this.in = inputs;
    this.parts = GateParts.of(inputs, nanos);
    this.nanos = nanos;
    long now = nanos.getAsLong();
    this.verifications = new TokenBucket(in.verificationsPerSecond(), Duration.ofSeconds(1), now);
    this.carrier = new Carrier(MOST_UNDER_WAY, queue::offerFirst, threads);
    this.intake = new Intake(parts.lookUps(), queue, this::madeWay, in.reports());
    this.door = new Door(in, parts.stages().authenticate(), intake, queue, nanos);
    this.clerk = new Clerk(parts, door, intake, carrier, verifications, nanos);
    this.thread = threads.newThread(this::run);
    thread.setName("gate");
  }

  /** Ends what a former process left, then takes requests. */
  public void start() {
    thread.start();
  }

  /**
   * Takes a request from the link, on the link's thread.
   *
   * @param settled to be called once the decision is durable; from any thread
   * @param arrived when the link's callback began, on the monotonic clock
   */
  public void deliver(Bytes payload, Runnable settled, long arrived) {
    door.deliver(payload, settled, arrived);
  }

  /** Takes a time statement from the link, on the link's thread. */
  public void deliverTime(Bytes payload, Runnable settled) {
    door.deliverTime(payload, settled);
  }

  /**
   * Takes something else than a command, on the link's thread: what changes who may command the
   * vehicle.
   *
   * @param answer takes what became of it, once, from any thread; whoever holds a delivery of the
   *     broker settles it for every answer but {@link FilingAnswer.Undecided}
   */
  public void file(FilingKind kind, Bytes payload, Consumer<FilingAnswer> answer) {
    intake.file(kind, payload, answer);
  }

  /**
   * The signed offer of the enrolment window while one is open and no key has taken it; from any
   * thread.
   */
  public Optional<Bytes> offer() {
    return parts.windows().offer();
  }

  private void madeWay(Work dropped) {
    door.madeWay(dropped);
  }

  /**
   * A policy whose signatures held takes the place of the one in force, if it is newer; from any
   * thread. Refusals are reported.
   *
   * @param signers who must sign the next policy, and hand-overs from then on
   */
  public void offer(Policy policy, SigningAuthority signers) {
    queue.offerFirst(new Work.PolicyOffered(policy, signers));
  }

  /** Enters into the journal how an update went: printable ASCII; from any thread. */
  public void noteUpdate(String line) {
    queue.offerFirst(new Work.UpdateNoted(line));
  }

  /** The broker has the receipt of this sequence. */
  public void receiptDelivered(long sequence) {
    queue.offerFirst(new Work.ReceiptDelivered(sequence));
  }

  /** The link is up. */
  public void linkUp() {
    queue.offerFirst(new Work.LinkUp());
  }

  /** Stops after the work in hand; what waits is redelivered to the next process. */
  @Override
  public void close() {
    running = Running.NO;
    queue.offerFirst(new Work.LinkUp());
    try {
      var _ = !thread.isAlive() || thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carrier.close();
    in.ledger().close();
  }

  private void run() {
    try {
      while (running == Running.YES) {
        tick();
        long now = nanos.getAsLong();
        boolean affordable = verifications.has(now);
        var appetite = affordable ? FairQueue.Appetite.EVERYTHING : FairQueue.Appetite.ONLY_FIRST;
        long wait =
            affordable ? TICK_NANOS : Math.min(TICK_NANOS, verifications.shortage(now).toNanos());
        queue.poll(appetite, wait).ifPresent(clerk::perform);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    in.car().alive();
    parts.registrar().look();
    if (parts.beacons().isDue()) {
      in.answers().beacon(parts.beacons().issue());
    }
    parts.recovery().recover(nanos.getAsLong());
    clerk.retryParked();
    if (carrier.hasRoom() && parts.runGuard().isOver()) {
      long sequence = in.ledger().nextSequence();
      carrier.endRun(() -> parts.stages().actuate().endRun(sequence), sequence);
    }
    switch (in.ledger().checkpointWhenDue()) {
      case Outcome.Refused<Integer, DurableRefusal>(var why) -> in.reports().journalRefused(why);
      case Outcome.Passed<Integer, DurableRefusal>(var lines) -> {
        if (lines > 0) {
          in.reports().journalRecovered();
        }
      }
    }
  }
}
