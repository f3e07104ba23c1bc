package dev.portcullis.can.remote;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole messages over a stream socket: four bytes of length, big-endian, then so many bytes. It
 * never blocks: an end that does not read loses the connection, and holds up nobody.
 */
public final class MessageChannel implements AutoCloseable {

  /** The longest message in bytes, in both directions. */
  public static final int LONGEST = 8 * 1024;

  private final SocketChannel channel;
  private final ByteBuffer incoming = ByteBuffer.allocate(Integer.BYTES + LONGEST);

  /**
   * Takes charge of {@code channel}.
   *
   * @throws IOException if it cannot be made non-blocking
   */
  public MessageChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    var _ = channel.configureBlocking(false);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Every message that has come whole by now; none is an answer too. One thread at a time. */
  public Outcome<List<Bytes>, Ending> receive() {
    try {
      if (channel.read(incoming) < 0) {
        return Outcome.refused(Ending.HUNG_UP);
      }
    } catch (IOException _) {
      return Outcome.refused(Ending.HUNG_UP);
    }
    incoming.flip();
    List<Bytes> whole = new ArrayList<>();
    while (incoming.remaining() >= Integer.BYTES) {
      int length = incoming.getInt(incoming.position());
      if (length < 1 || length > LONGEST) {
        return Outcome.refused(Ending.BAD_LENGTH);
      }
      if (incoming.remaining() < Integer.BYTES + length) {
        break;
      }
      byte[] message = new byte[length];
      incoming.getInt();
      incoming.get(message);
      whole.add(Bytes.of(message));
    }
    incoming.compact();
    return Outcome.passed(whole);
  }

  /**
   * Hands one message to the kernel, all of it or none that counts: after a refusal the connection
   * is of no use any more. Any thread may.
   */
  public synchronized Outcome<Bytes, Ending> send(Bytes message) {
    var framed = ByteBuffer.allocate(Integer.BYTES + message.size());
    framed.putInt(message.size()).put(message.toArray()).flip();
    try {
      var _ = channel.write(framed);
    } catch (IOException _) {
      return Outcome.refused(Ending.HUNG_UP);
    }
    return framed.hasRemaining() ? Outcome.refused(Ending.NOT_READING) : Outcome.passed(message);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is of no use either way, and nobody can do anything about it.
    }
  }
}
