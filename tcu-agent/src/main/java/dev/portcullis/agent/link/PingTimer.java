package dev.portcullis.agent.link;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.paho.mqttv5.client.MqttPingSender;
import org.eclipse.paho.mqttv5.client.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/**
 * Knows when Paho wants to look after its keep-alive. Paho's own timers take a thread each; here
 * the supervisor looks at the time and calls.
 */
final class PingTimer implements MqttPingSender {

  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier nanos;
  private volatile @Nullable ClientComms comms;
  private volatile boolean running;
  private volatile long due;

  PingTimer(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void init(ClientComms paho) {
    comms = paho;
  }

  @Override
  public void start() {
    var paho = comms;
    if (paho != null) {
      schedule(paho.getKeepAlive());
      running = true;
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void schedule(long delayMillis) {
    due = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
  }

  /** Nanoseconds from {@code now} until Paho wants to look, or a very long time. */
  long untilDue(long now) {
    return running ? due - now : NEVER;
  }

  /** Lets Paho ping, or end a connection on which a ping was not answered. */
  void look() {
    var paho = comms;
    if (paho != null && running) {
      var ignored = paho.checkForActivity();
    }
  }

  /**
   * Wakes Paho's sender, which can miss the one signal to stop if it comes just before it starts to
   * wait.
   */
  void wakeSender() {
    var paho = comms;
    if (paho != null && paho.getClientState() != null) {
      paho.getClientState().notifyQueueLock();
    }
  }
}
