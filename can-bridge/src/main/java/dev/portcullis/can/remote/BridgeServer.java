package dev.portcullis.can.remote;

import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.GateObserver;
import dev.portcullis.can.description.GoverningDescription;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;

/**
 * Lets one program of one user ask the bridge. Nothing is transmitted but what a connected agent
 * asks for that said hello and is heard; at the start, and once it is lost, the bridge is silent.
 *
 * <p>Security: whoever connects can ask for listed actions in permitted states, and for nothing
 * else. What is asked wrongly ends the connection. The kernel says whose program it is.
 */
public final class BridgeServer implements AutoCloseable {

  private static final long TICK_MILLIS = 100;
  // Whoever knocks without end does not keep the agent from being heard.
  private static final int ADMITTED_PER_ROUND = 8;
  // A flood of requests waits in its own socket and leaves the processor to the reader of frames.
  private static final int REQUESTS_PER_WINDOW = 100;
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ServerSocketChannel listening;
  private final Selector selector;
  private final CarActions car;
  private final GateObserver gate;
  private final GoverningDescription description;
  private final UserPrincipal agentUser;
  private final EventRelay relay;
  private final ServerObserver observer;
  private final MonotonicClock clock;
  private final ThreadPoolExecutor actions;
  private final Thread thread;
  private Optional<AgentSession> session = Optional.empty();
  private long windowBegan;
  private int inWindow;
  private volatile boolean closing;

  private BridgeServer(
      ServerSocketChannel listening,
      Selector selector,
      Served served,
      ServerObserver observer,
      MonotonicClock clock) {
    this.listening = listening;
    this.selector = selector;
    this.car = served.car();
    this.gate = served.gate();
    this.description = served.description();
    this.agentUser = served.agentUser();
    this.relay = served.relay();
    this.observer = observer;
    this.clock = clock;
    this.actions =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> Thread.ofPlatform().name("bridge-actuate").daemon().unstarted(task));
    this.thread = Thread.ofPlatform().name("bridge-socket").daemon().unstarted(this::run);
  }

  /**
   * Who is served with what.
   *
   * @param gate the bridge: it is silent but for an agent that said hello and is heard
   * @param description of the car, that the bridge goes by
   * @param agentUser whose programs may ask
   * @param relay the bridge's observer
   */
  public record Served(
      CarActions car,
      GateObserver gate,
      GoverningDescription description,
      UserPrincipal agentUser,
      EventRelay relay) {}

  /**
   * Starts to listen.
   *
   * @param listening bound already; the server closes it with itself
   * @throws IOException if the system has no selector for it
   */
  public static BridgeServer start(
      ServerSocketChannel listening, Served served, ServerObserver observer, MonotonicClock clock)
      throws IOException {
    var selector = Selector.open();
    var _ = listening.configureBlocking(false);
    var _ = listening.register(selector, SelectionKey.OP_ACCEPT);
    var server = new BridgeServer(listening, selector, served, observer, clock);
    server.thread.start();
    return server;
  }

  private void run() {
    try {
      while (!closing) {
        var _ = selector.select(TICK_MILLIS);
        selector.selectedKeys().clear();
        accept();
        serve();
      }
    } catch (IOException fault) {
      // Without its selector nobody can ask any more: the process ends, and is started anew.
      throw new UncheckedIOException(fault);
    } finally {
      session.ifPresent(open -> end(open, Ending.STOPPED));
    }
  }

  private void accept() throws IOException {
    for (int i = 0; i < ADMITTED_PER_ROUND; i++) {
      SocketChannel came = listening.accept();
      if (came == null) {
        return;
      }
      try {
        admit(came);
      } catch (IOException _) {
        // It hung up before it was looked at: nobody to answer, nothing to count.
        came.close();
      }
    }
  }

  private void admit(SocketChannel came) throws IOException {
    var channel = new MessageChannel(came);
    var user = came.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!user.equals(agentUser)) {
      turnAway(channel, user.getName(), Ending.WRONG_USER);
    } else if (session.isPresent() && !isGone(session.get())) {
      turnAway(channel, user.getName(), Ending.ALREADY_CONNECTED);
    } else {
      var _ = came.register(selector, SelectionKey.OP_READ);
      session =
          Optional.of(
              new AgentSession(channel, user.getName(), car, gate, description, actions, clock));
    }
  }

  /** Whether the connection that there is has ended: a restarted agent need not wait for it. */
  private boolean isGone(AgentSession open) {
    serve();
    return session.isEmpty() || !session.get().equals(open);
  }

  private void turnAway(MessageChannel channel, String user, Ending why) {
    var _ = channel.send(AnswerCodec.encode(new Answer.Goodbye(why)));
    channel.close();
    observer.turnedAway(user, why);
  }

  private void serve() {
    session.ifPresent(open -> {
      boolean wasGreeted = open.isGreeted();
      switch (open.serve()) {
        case Outcome.Refused<Integer, Ending>(var why) -> end(open, why);
        case Outcome.Passed<Integer, Ending>(var count) -> {
          if (!wasGreeted && open.isGreeted()) {
            relay.agent(open.channel());
            observer.agentCame();
          }
          pace(count);
          open.silence().ifPresent(why -> end(open, why));
        }
      }
    });
  }

  private void end(AgentSession open, Ending why) {
    relay.noAgent();
    boolean wasGreeted = open.isGreeted();
    open.end(why);
    session = Optional.empty();
    if (wasGreeted) {
      observer.agentWent(why);
    } else {
      observer.turnedAway(open.user(), why);
    }
  }

  private void pace(int count) {
    long now = clock.nanos();
    if (now - windowBegan >= WINDOW_NANOS) {
      windowBegan = now;
      inWindow = 0;
    }
    inWindow += count;
    if (inWindow > REQUESTS_PER_WINDOW) {
      LockSupport.parkNanos(WINDOW_NANOS - (now - windowBegan));
    }
  }

  /** Hangs up and ends the threads; an action under way ends by its own deadline. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      listening.close();
      selector.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // The process is about to end.
    }
    actions.shutdown();
  }
}
