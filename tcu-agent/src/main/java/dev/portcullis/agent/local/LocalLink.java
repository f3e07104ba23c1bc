package dev.portcullis.agent.local;

import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The vehicle's side of the local link. It keeps itself open: where it cannot listen, it says why
 * and tries again, later each time.
 *
 * <p>Guarantees: everything it holds is bounded, whatever strangers send; it hands over whole
 * requests of peers that proved a key, at most so many at a time, and each once; it never blocks
 * who answers; {@link #close} returns within {@link #CLOSE}.
 */
public final class LocalLink implements AutoCloseable {

  /** How long {@link #close} may take. */
  public static final Duration CLOSE = Duration.ofSeconds(3);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  // It would log what strangers send. The field keeps the level from being collected with the
  // logger.
  private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

  static {
    if (CALIFORNIUM.getLevel() == null) {
      CALIFORNIUM.setLevel(Level.OFF);
    }
  }

  private final LocalSettings settings;
  private final LocalPorts ports;
  private final LocalRequests requests;
  private final LocalListener listener;
  private final ScheduledThreadPoolExecutor protocol;

  private volatile LocalState state = new LocalState.Opening();
  private Optional<Transport> transport = Optional.empty();
  private Duration pause = FIRST_PAUSE;

  private LocalLink(
      LocalSettings settings, LocalPorts ports, LocalRequests requests, LocalListener listener) {
    this.settings = settings;
    this.ports = ports;
    this.requests = requests;
    this.listener = listener;
    this.protocol =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = ports.threads().newThread(task);
              thread.setName("local-protocol");
              thread.setDaemon(true);
              return thread;
            });
    protocol.setRemoveOnCancelPolicy(true);
    protocol.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts to listen. The listener may be called before this returns. */
  public static LocalLink start(
      LocalSettings settings, LocalPorts ports, LocalRequests requests, LocalListener listener) {
    var link = new LocalLink(settings, ports, requests, listener);
    link.protocol.execute(link::open);
    return link;
  }

  /** Where the link stands at this moment. */
  public LocalState state() {
    return state;
  }

  private void open() {
    switch (VehicleKey.of(ports.identity())) {
      case Outcome.Refused<VehicleKey, LocalCause>(var cause) -> later(cause);
      case Outcome.Passed<VehicleKey, LocalCause>(var key) -> {
        var desk = new Desk(requests, listener, protocol, ports.nanos(), settings.requests());
        try {
          var opened =
              Transport.open(settings, key, ports, new Door(desk, ports.nanos()), protocol);
          transport = Optional.of(opened);
          pause = FIRST_PAUSE;
          become(new LocalState.Listening(opened.address()));
        } catch (IOException fault) {
          later(LocalCause.of(fault));
        }
      }
    }
  }

  private void later(LocalCause cause) {
    become(new LocalState.Deaf(settings.listen(), cause, pause));
    var _ = protocol.schedule(this::open, pause.toMillis(), TimeUnit.MILLISECONDS);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void become(LocalState next) {
    state = next;
    listener.localStateChanged(next);
  }

  /** Closes the socket and ends the threads. What is not answered stays so. */
  @Override
  public void close() {
    var closed = new CountDownLatch(1);
    try {
      protocol.execute(() -> {
        transport.ifPresent(Transport::close);
        transport = Optional.empty();
        become(new LocalState.Closed());
        closed.countDown();
      });
    } catch (RejectedExecutionException e) {
      return;
    }
    try {
      var _ = closed.await(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var _ = protocol.shutdownNow();
  }
}
