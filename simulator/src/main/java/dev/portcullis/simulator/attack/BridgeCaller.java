package dev.portcullis.simulator.attack;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.remote.Answer;
import dev.portcullis.can.remote.AnswerCodec;
import dev.portcullis.can.remote.Ending;
import dev.portcullis.can.remote.MessageChannel;
import dev.portcullis.can.remote.Request;
import dev.portcullis.can.remote.RequestCodec;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Speaks can-bridge's wire by itself, and says on it whatever it likes. */
public final class BridgeCaller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final long NUMBER = 1;

  private final SocketChannel socket;
  private final MessageChannel messages;
  private final OutputStream bytes;
  private final Deque<Answer> come = new ArrayDeque<>();

  private BridgeCaller(SocketChannel socket, MessageChannel messages) {
    this.socket = socket;
    this.messages = messages;
    this.bytes = Channels.newOutputStream(socket);
  }

  /** Connects, and says nothing yet. */
  public static BridgeCaller connect(Path path) throws IOException {
    var socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
    return new BridgeCaller(socket, new MessageChannel(socket));
  }

  /** Says hello; whether it was welcomed. */
  public boolean isWelcome() throws InterruptedException {
    var _ = messages.send(RequestCodec.encode(new Request.Hello(Request.VERSION)));
    return next() instanceof Answer.Welcome;
  }

  /** Asks for an action; the word for what came of it. */
  String act(String action, Map<String, Long> parameters) throws InterruptedException {
    var decision = new DecisionId(Bytes.of(new byte[Long.BYTES]));
    var _ =
        messages.send(
            RequestCodec.encode(
                new Request.Actuate(
                    NUMBER, Demand.of(new ActionName(action)), decision, parameters)));
    return verdict();
  }

  /** Sends a message that need not be one. */
  String say(Bytes message) throws InterruptedException {
    var _ = messages.send(message);
    return verdict();
  }

  /** Sends bytes that need not even be framed as a message. */
  String write(Bytes raw) throws IOException, InterruptedException {
    var _ = socket.configureBlocking(true);
    bytes.write(raw.toArray());
    var _ = socket.configureBlocking(false);
    return verdict();
  }

  /** The word for the answer to a request, or for the end of the connection. */
  String verdict() throws InterruptedException {
    while (true) {
      switch (next()) {
        case Answer.Goodbye(var why) -> {
          return why.name();
        }
        case Answer.Acted(long _, var actuation) -> {
          return word(actuation);
        }
        case Answer.Welcome _,
            Answer.Alive _,
            Answer.Readiness _,
            Answer.Taken _,
            Answer.Changed _,
            Answer.NotChanged _,
            Answer.Observed _,
            Answer.HandedOver _,
            Answer.Given _,
            Answer.Port _,
            Answer.Unauthentic _,
            Answer.Raised _ -> {}
      }
    }
  }

  private static String word(Actuation actuation) {
    return switch (actuation) {
      case Actuation.Confirmed _ -> "CONFIRMED";
      case Actuation.Unconfirmed(var doubt) -> doubt.name();
      case Actuation.NotTransmitted(Precondition why) -> why.name();
      case Actuation.NotTransmitted(SendRefusal why) -> why.name();
    };
  }

  private Answer next() throws InterruptedException {
    for (long left = PATIENCE.toMillis(); left > 0; left--) {
      if (!come.isEmpty()) {
        return come.removeFirst();
      }
      if (messages.receive() instanceof Outcome.Passed<List<Bytes>, Ending>(var whole)) {
        whole.forEach(message -> come.add(AnswerCodec.parse(message).orFault()));
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    throw new IllegalStateException("can-bridge neither answered nor hung up");
  }

  @Override
  public void close() {
    messages.close();
  }
}
