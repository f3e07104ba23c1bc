package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Topics;
import dev.portcullis.simulator.attack.Scene;
import dev.portcullis.simulator.broker.MqttLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Floods the car, with genuine commands in between. */
final class FloodRun {

  private static final Duration LENGTH = Duration.ofSeconds(4);
  private static final Duration TICK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int TICKS_PER_GENUINE = 10;
  private static final int BURST = 500;
  private static final int MOST_WAITING = 2;

  private final Scene scene;
  private final AgentTrace trace;
  private final MqttLogin login;
  private final GenuineSender sender;
  private final LongSupplier nanos;

  FloodRun(DemoWorld.Running world, GenuineSender sender, LongSupplier nanos) {
    this.scene = world.scene();
    this.trace = world.trace();
    this.login = world.administrator();
    this.sender = sender;
    this.nanos = nanos;
  }

  FloodResult run(Flood flood) throws IOException, InterruptedException {
    var topic = new Topics(scene.estate().vehicle()).command();
    var packets = new ArrayList<byte[]>();
    for (var forged : Forgeries.of(flood.kind(), scene)) {
      packets.add(FloodConnection.publish(topic, forged));
    }
    int counted = trace.strangers(0).size();
    var genuine = new ArrayList<Sent>();
    long begin = nanos.getAsLong();
    long forged;
    try (var connection = FloodConnection.open(login)) {
      forged =
          switch (flood.pace()) {
            case Flood.AsFastAsTaken() -> asTaken(connection, packets, genuine);
            case Flood.PerSecond(var rate) -> paced(connection, packets, genuine, rate);
          };
    }
    long took = nanos.getAsLong() - begin;
    return result(flood, perSecond(forged, took), genuine, counted);
  }

  private long asTaken(FloodConnection connection, List<byte[]> packets, List<Sent> genuine)
      throws IOException, InterruptedException {
    long end = nanos.getAsLong() + LENGTH.toNanos();
    long sent = 0;
    while (nanos.getAsLong() - end < 0) {
      connection.send(packets, sent, BURST);
      sent += BURST;
      genuine.add(next(genuine));
      if (genuine.size() >= MOST_WAITING) {
        var oldest = genuine.get(genuine.size() - MOST_WAITING);
        var _ = oldest.isAnsweredWithin(PATIENCE);
      }
    }
    var _ = genuine.getLast().isAnsweredWithin(PATIENCE);
    return sent;
  }

  private long paced(FloodConnection connection, List<byte[]> packets, List<Sent> genuine, int rate)
      throws IOException, InterruptedException {
    long begin = nanos.getAsLong();
    long sent = 0;
    for (int tick = 1; tick <= LENGTH.dividedBy(TICK); tick++) {
      long due = TICK.multipliedBy(tick).toNanos() * rate / Duration.ofSeconds(1).toNanos();
      connection.send(packets, sent, (int) (due - sent));
      sent = due;
      if (tick % TICKS_PER_GENUINE == 0) {
        genuine.add(next(genuine));
      }
      long wait = begin + TICK.multipliedBy(tick).toNanos() - nanos.getAsLong();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
    }
    return sent;
  }

  private Sent next(List<Sent> sent) {
    return sender.send(sent.size() % 2 == 0 ? CommandName.UNLOCK : CommandName.LOCK);
  }

  private FloodResult result(Flood flood, long perSecond, List<Sent> genuine, int counted)
      throws InterruptedException {
    var toFrame = new ArrayList<Long>();
    int lost = 0;
    long deadline = nanos.getAsLong() + PATIENCE.toNanos();
    for (var sent : genuine) {
      var left = Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
      if (!sent.isDoneWithin(left)) {
        lost++;
      }
      trace
          .decisionAbout(sent.command())
          .ifPresent(decision -> decision.line().toFrameMicros().ifPresent(toFrame::add));
    }
    return new FloodResult(
        flood,
        perSecond,
        genuine.size(),
        new Sample(toFrame),
        lost,
        refusalNanos(flood.kind().code(), counted));
  }

  private double refusalNanos(RefusalCode code, int counted) {
    long count = 0;
    double sum = 0;
    for (var line : trace.strangers(counted)) {
      if (line.code() == code) {
        count += line.count();
        sum += (double) line.count() * line.meanNanos();
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static long perSecond(long count, long nanos) {
    return count * Duration.ofSeconds(1).toNanos() / Math.max(1, nanos);
  }
}
