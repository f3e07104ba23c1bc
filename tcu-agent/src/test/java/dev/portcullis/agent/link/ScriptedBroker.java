package dev.portcullis.agent.link;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A broker that says what a test wants it to say, packet by packet. */
final class ScriptedBroker implements AutoCloseable {

  /** The types of packets a client sends (MQTT 5, section 2.1.2). */
  static final int CONNECT = 1;

  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int SUBSCRIBE = 8;
  static final int PINGREQ = 12;

  private static final byte[] NOTHING = {};

  /** What it answers. */
  interface Script {
    /** The bytes to send upon a packet of this type and body, perhaps none. */
    byte[] answer(int type, byte[] body);
  }

  private final SSLServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();

  ScriptedBroker(SSLContext tls, Script script) throws IOException {
    this.script = script;
    this.server =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** The answers of a broker that is content with everything. */
  static byte[] contentedly(int type, byte[] body) {
    return switch (type) {
      case CONNECT -> connAck(0);
      case SUBSCRIBE -> subAck(body, 1, 1, 1, 1, 1, 1, 1);
      case PUBLISH -> pubAck(body, 0);
      case PINGREQ -> bytes(0xD0, 0);
      default -> NOTHING;
    };
  }

  static byte[] connAck(int code, int... properties) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0x20, 3 + properties.length, 0, code, properties.length));
    out.writeBytes(bytes(properties));
    return out.toByteArray();
  }

  static byte[] subAck(byte[] subscribe, int... codes) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0x90, 3 + codes.length, subscribe[0], subscribe[1], 0));
    out.writeBytes(bytes(codes));
    return out.toByteArray();
  }

  static byte[] pubAck(byte[] publish, int code) {
    int topic = ((publish[0] & 0xff) << 8) + (publish[1] & 0xff);
    return bytes(0x40, 4, publish[2 + topic], publish[3 + topic], code, 0);
  }

  static byte[] disconnect(int code) {
    return bytes(0xE0, 2, code, 0);
  }

  /** A message with QoS 1. */
  static byte[] publish(String topic, int packet, int... payload) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0x32, 2 + topic.length() + 3 + payload.length, 0, topic.length()));
    topic.chars().forEach(out::write);
    out.writeBytes(bytes(packet >> 8, packet, 0));
    out.writeBytes(bytes(payload));
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] bytes(int... values) {
    var result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        connections.incrementAndGet();
        daemon(() -> converse(client));
      } catch (IOException e) {
        // The loop ends with the server socket.
      }
    }
  }

  private void converse(Socket client) {
    try (client) {
      var in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      int first = in.read();
      while (first >= 0) {
        var body = new byte[length(in)];
        in.readFully(body);
        out.write(script.answer(first >> 4, body));
        out.flush();
        first = in.read();
      }
    } catch (IOException e) {
      // The client has gone, as the script may have made it.
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    int shift = 0;
    int digit = in.readUnsignedByte();
    while (digit > 0x7f) {
      length |= (digit & 0x7f) << shift;
      shift += 7;
      digit = in.readUnsignedByte();
    }
    return length | digit << shift;
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "scripted broker");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
