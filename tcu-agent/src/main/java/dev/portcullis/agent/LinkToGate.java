package dev.portcullis.agent;

import dev.portcullis.agent.gate.Answers;
import dev.portcullis.agent.gate.Gate;
import dev.portcullis.agent.link.Arrival;
import dev.portcullis.agent.link.Ignored;
import dev.portcullis.agent.link.LinkListener;
import dev.portcullis.agent.link.LinkState;
import dev.portcullis.agent.link.MqttLink;
import dev.portcullis.agent.link.OutboxId;
import dev.portcullis.agent.link.PublishRefusal;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.crypto.Bytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Joins link and gate, which know nothing of each other. */
final class LinkToGate implements LinkListener, Answers {

  /** Repeated receipts need an id of their own; decisions count from 1. */
  private final AtomicLong repeats = new AtomicLong(Long.MIN_VALUE);

  private final AtomicReference<Optional<Gate>> gate = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<MqttLink>> link = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Runnable> onFirstBeacon;
  private final Reporter reporter;
  private final Consumer<Bytes> beacons;

  LinkToGate(Reporter reporter, Runnable onFirstBeacon, Consumer<Bytes> beacons) {
    this.reporter = reporter;
    this.beacons = beacons;
    this.onFirstBeacon = new AtomicReference<>(onFirstBeacon);
  }

  /** From here on arrivals go to {@code joined}. */
  void join(Gate joined) {
    gate.set(Optional.of(joined));
  }

  /** From here on answers go to {@code joined}. */
  void join(MqttLink joined) {
    link.set(Optional.of(joined));
  }

  @Override
  public void arrived(Arrival arrival) {
    gate.get()
        .ifPresent(open -> {
          switch (arrival.inbox()) {
            case COMMAND ->
                open.deliver(
                    arrival.payload(), arrival.delivery()::settled, arrival.arrivedNanos());
            case TIME -> open.deliverTime(arrival.payload(), arrival.delivery()::settled);
          }
        });
  }

  @Override
  public void ignored(Ignored why) {
    reporter.ignored(why);
  }

  @Override
  public void receiptDelivered(OutboxId id) {
    if (id.value() > 0) {
      gate.get().ifPresent(open -> open.receiptDelivered(id.value()));
    }
  }

  @Override
  public void receiptRefused(OutboxId id, PublishRefusal why) {
    reporter.publishRefused("receipt", why);
  }

  @Override
  public void beaconAcknowledged(Bytes beacon) {
    onFirstBeacon.getAndSet(() -> {}).run();
  }

  @Override
  public void beaconRefused(PublishRefusal why) {
    reporter.publishRefused("beacon", why);
  }

  @Override
  public void stateChanged(LinkState state) {
    reporter.link(state);
    if (state instanceof LinkState.Up) {
      gate.get().ifPresent(Gate::linkUp);
    }
  }

  @Override
  public void receipt(long sequence, Bytes receipt) {
    // Refused means held already or no room; the ledger keeps it until it is delivered.
    link.get().ifPresent(open -> reporter.offered(open.offer(new OutboxId(sequence), receipt)));
  }

  @Override
  public void again(Bytes receipt) {
    link.get()
        .ifPresent(
            open -> reporter.offered(open.offer(new OutboxId(repeats.getAndIncrement()), receipt)));
  }

  @Override
  public void beacon(Bytes beacon) {
    beacons.accept(beacon);
    link.get().ifPresent(open -> open.publishBeacon(beacon));
  }
}
