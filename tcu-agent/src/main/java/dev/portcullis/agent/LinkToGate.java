package dev.portcullis.agent;

import dev.portcullis.agent.gate.Answers;
import dev.portcullis.agent.gate.FilingAnswer;
import dev.portcullis.agent.gate.FilingKind;
import dev.portcullis.agent.gate.Gate;
import dev.portcullis.agent.link.Arrival;
import dev.portcullis.agent.link.Ignored;
import dev.portcullis.agent.link.LinkListener;
import dev.portcullis.agent.link.LinkState;
import dev.portcullis.agent.link.MqttLink;
import dev.portcullis.agent.link.OutboxId;
import dev.portcullis.agent.link.Outlet;
import dev.portcullis.agent.link.PublishRefusal;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.agent.update.ShownHealth;
import dev.portcullis.agent.update.Updater;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.slot.HealthCheck;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Joins link and gate, which know nothing of each other. */
final class LinkToGate implements LinkListener, Answers {

  /** What no ledger counts needs an id of its own; decisions count from 1. */
  private final AtomicLong uncounted = new AtomicLong(Long.MIN_VALUE);

  private final AtomicReference<Optional<Gate>> gate = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<MqttLink>> link = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Updater>> updater =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Runnable> onFirstBeacon;
  private final Reporter reporter;
  private final Consumer<Bytes> beacons;
  private final ShownHealth health;

  LinkToGate(
      Reporter reporter, Runnable onFirstBeacon, Consumer<Bytes> beacons, ShownHealth health) {
    this.reporter = reporter;
    this.health = health;
    this.beacons = beacons;
    this.onFirstBeacon = new AtomicReference<>(onFirstBeacon);
  }

  /** From here on arrivals go to {@code joined}. */
  void join(Gate joined) {
    gate.set(Optional.of(joined));
  }

  /** From here on hints that there is an update go to {@code joined}. */
  void join(Updater joined) {
    updater.set(Optional.of(joined));
  }

  /** From here on answers go to {@code joined}. */
  void join(MqttLink joined) {
    link.set(Optional.of(joined));
  }

  @Override
  public void arrived(Arrival arrival) {
    gate.get().ifPresent(open -> arrived(arrival, open));
  }

  private void arrived(Arrival arrival, Gate gate) {
    switch (arrival.inbox()) {
      case COMMAND ->
          gate.deliver(arrival.payload(), arrival.delivery()::settled, arrival.arrivedNanos());
      case TIME -> gate.deliverTime(arrival.payload(), arrival.delivery()::settled);
      case OWNER -> file(arrival, FilingKind.OWNER_STATEMENT, gate);
      case HAND_OVER -> file(arrival, FilingKind.HAND_OVER, gate);
      case REVOCATION -> file(arrival, FilingKind.REVOCATIONS, gate);
      case ECHO -> file(arrival, FilingKind.ECHO, gate);
      case UPDATE -> {
        arrival.delivery().settled();
        updater.get().ifPresent(Updater::wake);
      }
    }
  }

  private static void file(Arrival arrival, FilingKind kind, Gate gate) {
    gate.file(
        kind,
        arrival.payload(),
        answer -> {
          switch (answer) {
            case FilingAnswer.Done _,
                FilingAnswer.Waiting _,
                FilingAnswer.Refused _,
                FilingAnswer.Stranger _ ->
                arrival.delivery().settled();
            // The broker keeps it, and delivers it again with the next connection.
            case FilingAnswer.Undecided _ -> {}
          }
        });
  }

  @Override
  public void ignored(Ignored why) {
    reporter.ignored(why);
  }

  @Override
  public void delivered(OutboxId id) {
    if (id.value() > 0) {
      gate.get().ifPresent(open -> open.receiptDelivered(id.value()));
    }
  }

  @Override
  public void shown(Outlet.Latest outlet, Bytes message) {
    switch (outlet) {
      case BEACON -> onFirstBeacon.getAndSet(() -> {}).run();
      case CHECKPOINT -> {}
    }
  }

  @Override
  public void refused(Outlet outlet, PublishRefusal why) {
    reporter.publishRefused(
        switch (outlet) {
          case Outlet.Each.RECEIPT -> "receipt";
          case Outlet.Each.NOTICE -> "notice";
          case Outlet.Latest.BEACON -> "beacon";
          case Outlet.Latest.CHECKPOINT -> "checkpoint";
        },
        why);
  }

  @Override
  public void stateChanged(LinkState state) {
    reporter.link(state);
    if (state instanceof LinkState.Up) {
      health.show(HealthCheck.BROKER_REACHED);
      gate.get().ifPresent(Gate::linkUp);
    }
  }

  @Override
  public void receipt(long sequence, Bytes receipt) {
    // Refused means held already or no room; the ledger keeps it until it is delivered.
    offer(new OutboxId(sequence), Outlet.Each.RECEIPT, receipt);
  }

  @Override
  public void again(Bytes receipt) {
    offer(new OutboxId(uncounted.getAndIncrement()), Outlet.Each.RECEIPT, receipt);
  }

  @Override
  public void notice(Bytes notice) {
    offer(new OutboxId(uncounted.getAndIncrement()), Outlet.Each.NOTICE, notice);
  }

  @Override
  public void beacon(Bytes beacon) {
    beacons.accept(beacon);
    link.get().ifPresent(open -> open.show(Outlet.Latest.BEACON, beacon));
  }

  @Override
  public void checkpoint(Bytes checkpoint) {
    link.get().ifPresent(open -> open.show(Outlet.Latest.CHECKPOINT, checkpoint));
  }

  private void offer(OutboxId id, Outlet.Each outlet, Bytes message) {
    link.get().ifPresent(open -> reporter.offered(open.offer(id, outlet, message)));
  }
}
