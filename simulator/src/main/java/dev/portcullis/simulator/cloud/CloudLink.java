package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.broker.MqttConnection;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The back-end's connection to the broker, made again whenever it is lost. Messages are handed on
 * one after the other by a thread of its own, so that a receiver may publish.
 */
final class CloudLink implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CloudLink.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MqttLogin login;
  private final List<String> filters;
  private final BiConsumer<String, Bytes> receiver;
  private final ExecutorService receiving = Executors.newSingleThreadExecutor(daemon("receive"));
  private final Thread keeper = daemon("connect").newThread(this::keep);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Slot slot = new Slot();

  CloudLink(MqttLogin login, List<String> filters, BiConsumer<String, Bytes> receiver) {
    this.login = login;
    this.filters = List.copyOf(filters);
    this.receiver = receiver;
  }

  /** Starts connecting, and keeps at it until closed. */
  void start() {
    keeper.start();
  }

  /** Publishes; waits for a connection where there is none at the moment. */
  Outcome<Publication, MqttRefusal> publish(Publication publication) {
    try {
      return slot.await(PATIENCE)
          .map(connection -> connection.publish(publication))
          .orElseGet(() -> Outcome.refused(new MqttRefusal.Unreachable("not connected")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.refused(new MqttRefusal.Unreachable("interrupted"));
    }
  }

  /** Whether it is connected within {@code patience}. */
  boolean connectedWithin(Duration patience) throws InterruptedException {
    return slot.await(patience).isPresent();
  }

  @Override
  public void close() {
    closed.countDown();
    keeper.interrupt();
    receiving.shutdownNow();
    slot.take().ifPresent(MqttConnection::close);
  }

  private void keep() {
    var pause = FIRST_PAUSE;
    try {
      while (closed.getCount() > 0) {
        var lost = new CountDownLatch(1);
        switch (connect(lost)) {
          case Outcome.Passed<MqttConnection, MqttRefusal>(var connection) -> {
            pause = FIRST_PAUSE;
            slot.put(connection);
            lost.await();
            slot.take().ifPresent(MqttConnection::close);
          }
          case Outcome.Refused<MqttConnection, MqttRefusal>(var why) -> {
            LOG.log(Level.FINE, "not connected to the broker: {0}", why);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
          }
        }
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome<MqttConnection, MqttRefusal> connect(CountDownLatch lost) {
    return MqttConnection.open(login, new Receiver(lost)).then(this::subscribe);
  }

  private Outcome<MqttConnection, MqttRefusal> subscribe(MqttConnection connection) {
    for (var filter : filters) {
      if (connection.subscribe(filter) instanceof Outcome.Refused<String, MqttRefusal>(var why)) {
        connection.close();
        return Outcome.refused(why);
      }
    }
    return Outcome.passed(connection);
  }

  private void handOn(String topic, Bytes payload) {
    try {
      receiver.accept(topic, payload);
    } catch (RuntimeException e) {
      // One message that trips a service must not end the service.
      LOG.log(Level.WARNING, e, () -> "a message on " + topic + " was not processed");
    }
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name("cloud-" + name).factory();
  }

  private final class Receiver implements MqttConnection.Listener {

    private final CountDownLatch lost;

    Receiver(CountDownLatch lost) {
      this.lost = lost;
    }

    @Override
    public void received(String topic, Bytes payload) {
      try {
        receiving.execute(() -> handOn(topic, payload));
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "closed, so a message on {0} is dropped", topic);
      }
    }

    @Override
    public void lost() {
      lost.countDown();
    }
  }
}
