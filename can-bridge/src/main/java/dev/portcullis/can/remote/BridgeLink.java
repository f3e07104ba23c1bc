package dev.portcullis.can.remote;

import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The agent's end of the connection: made, kept alive, and made again after each loss. */
final class BridgeLink implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofMillis(500);
  private static final Duration LOST_AFTER = Duration.ofSeconds(2);
  // One that waited longer in a socket, because this process did not run, may be long over.
  private static final Duration GESTURE_LASTS = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private record Connection(MessageChannel channel, PendingAnswers pending) {}

  private final Path socket;
  private final RemoteBridge.Observers observers;
  private final MonotonicClock clock;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong numbers = new AtomicLong();
  private long connections;
  private volatile Optional<Connection> open = Optional.empty();
  private volatile Optional<LinkStatus> status = Optional.empty();
  private volatile Optional<Selector> waitingOn = Optional.empty();

  BridgeLink(Path socket, RemoteBridge.Observers observers, MonotonicClock clock) {
    this.socket = socket;
    this.observers = observers;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("bridge-link").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Optional<LinkStatus> status() {
    return status;
  }

  /** Sends a request under a number of its own, and waits for its answer. */
  Asked ask(LongFunction<Request> request, Duration patience) {
    var connection = open;
    if (connection.isEmpty()) {
      return new Asked.NotSent();
    }
    long number = numbers.incrementAndGet();
    var pending = connection.get().pending();
    var answer = pending.expect(number);
    var encoded = RequestCodec.encode(request.apply(number));
    if (encoded.size() > MessageChannel.LONGEST) {
      pending.forget(number);
      return new Asked.NotSent();
    }
    if (connection.get().channel().send(encoded) instanceof Outcome.Refused) {
      pending.forget(number);
      connection.get().channel().close();
      return new Asked.NotSent();
    }
    try {
      return answer
          .get(patience.toNanos(), TimeUnit.NANOSECONDS)
          .<Asked>map(Asked.Answered::new)
          .orElseGet(Asked.Unanswered::new);
    } catch (TimeoutException _) {
      pending.forget(number);
      return new Asked.Unanswered();
    } catch (InterruptedException _) {
      pending.forget(number);
      Thread.currentThread().interrupt();
      return new Asked.Unanswered();
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        var before = connections;
        change(new LinkStatus.Down(connect()));
        pause = connections == before ? longer(pause) : FIRST_PAUSE;
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Connects and stays so until something ends it. */
  private Ending connect() {
    try (var selector = Selector.open();
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      waitingOn = Optional.of(selector);
      return keep(new MessageChannel(channel), selector);
    } catch (IOException _) {
      return Ending.NOBODY_THERE;
    } finally {
      waitingOn = Optional.empty();
    }
  }

  private Ending keep(MessageChannel channel, Selector selector) throws IOException {
    var _ = channel.channel().register(selector, SelectionKey.OP_READ);
    var pending = new PendingAnswers();
    try {
      return channel.send(RequestCodec.encode(new Request.Hello(Request.VERSION)))
              instanceof Outcome.Refused<Bytes, Ending>(var why)
          ? parting(channel, why)
          : converse(new Connection(channel, pending), selector);
    } finally {
      open = Optional.empty();
      pending.end();
    }
  }

  private Ending converse(Connection connection, Selector selector) throws IOException {
    long heard = clock.nanos();
    long nextBeat = heard + HEARTBEAT.toNanos();
    while (closing.getCount() > 0) {
      long wait = TimeUnit.NANOSECONDS.toMillis(nextBeat - clock.nanos());
      var _ = selector.select(Math.max(1, wait));
      selector.selectedKeys().clear();
      switch (connection.channel().receive()) {
        case Outcome.Refused<List<Bytes>, Ending>(var why) -> {
          return why;
        }
        case Outcome.Passed<List<Bytes>, Ending>(var messages) -> {
          for (Bytes message : messages) {
            heard = clock.nanos();
            if (AnswerCodec.parse(message).then(answer -> take(answer, connection))
                instanceof Outcome.Refused<Answer, Ending>(var why)) {
              return why;
            }
          }
        }
      }
      long now = clock.nanos();
      if (now - heard >= LOST_AFTER.toNanos()) {
        return Ending.HEARTBEAT_LOST;
      }
      if (now - nextBeat >= 0) {
        nextBeat = now + HEARTBEAT.toNanos();
        var beat = new Request.Heartbeat(numbers.incrementAndGet());
        if (connection.channel().send(RequestCodec.encode(beat))
            instanceof Outcome.Refused<Bytes, Ending>(var why)) {
          return parting(connection.channel(), why);
        }
      }
    }
    return Ending.STOPPED;
  }

  /** What the other end said last says more than that it hung up. */
  private static Ending parting(MessageChannel channel, Ending otherwise) {
    if (channel.receive() instanceof Outcome.Passed<List<Bytes>, Ending>(var last)) {
      for (Bytes message : last) {
        if (AnswerCodec.parse(message)
            instanceof Outcome.Passed<Answer, Ending>(Answer.Goodbye(var why))) {
          return why;
        }
      }
    }
    return otherwise;
  }

  private Outcome<Answer, Ending> take(Answer answer, Connection connection) {
    boolean isWelcomed = open.isPresent();
    switch (answer) {
      case Answer.Welcome(long version, var description) -> {
        if (version != Request.VERSION) {
          return Outcome.refused(Ending.WRONG_VERSION);
        }
        if (isWelcomed) {
          return Outcome.refused(Ending.NO_HELLO);
        }
        connections++;
        open = Optional.of(connection);
        change(new LinkStatus.Up(description));
      }
      case Answer.Goodbye(var why) -> {
        return Outcome.refused(why);
      }
      case Answer.ToRequest toRequest -> connection.pending().answered(toRequest);
      case Answer.HandedOver(var decision, var frame, long nanos) ->
          observers.bridge().transmitted().handedOver(decision, frame, nanos);
      case Answer.Given(var gesture, long nanos) -> {
        long age = clock.nanos() - nanos;
        if (age <= GESTURE_LASTS.toNanos()) {
          observers.bridge().gestures().begun(gesture);
        }
      }
      case Answer.Unauthentic(var name, var why, long frames) ->
          observers.bridge().unauthentic().refused(name, why, frames);
      case Answer.Raised(var alarm) -> observers.alarms().raised(alarm);
      case Answer.Port(var name, var portStatus) ->
          observers.bridge().port().changed(name, portStatus);
    }
    return Outcome.passed(answer);
  }

  private void change(LinkStatus changed) {
    if (closing.getCount() == 0 || status.equals(Optional.of(changed))) {
      return;
    }
    status = Optional.of(changed);
    observers.link().changed(changed);
  }

  @Override
  public void close() {
    closing.countDown();
    waitingOn.ifPresent(Selector::wakeup);
    try {
      thread.join(LOST_AFTER.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
