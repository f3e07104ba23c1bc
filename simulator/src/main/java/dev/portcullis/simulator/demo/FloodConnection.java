package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.broker.MqttLogin;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * The least of an MQTT 5 client: it connects, and then publishes with QoS 0 as fast as the broker
 * reads. A whole client would take more of this machine's time than the flood itself.
 */
final class FloodConnection implements AutoCloseable {

  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH = 0x30;
  private static final int USER_PASSWORD_CLEAN = 0xC2;
  private static final int VERSION = 5;
  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int BUFFER = 64 * 1024;

  private final SSLSocket socket;
  private final OutputStream out;

  private FloodConnection(SSLSocket socket, OutputStream out) {
    this.socket = socket;
    this.out = out;
  }

  /**
   * Connects.
   *
   * @throws IOException if the broker does not let us in
   */
  static FloodConnection open(MqttLogin login) throws IOException {
    var broker = login.broker();
    if (!(login.tls().getSocketFactory().createSocket(broker.getHostString(), broker.getPort())
        instanceof SSLSocket socket)) {
      throw new IOException("not a TLS socket");
    }
    try {
      var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
      out.write(connect(login));
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      int type = in.readUnsignedByte();
      int size = in.readUnsignedByte();
      var answer = in.readNBytes(size);
      if (type != CONNACK || answer.length < 2 || answer[1] != 0) {
        throw new IOException("the broker refused the flood's login");
      }
      return new FloodConnection(socket, out);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static byte[] connect(MqttLogin login) throws IOException {
    var body = new ByteArrayOutputStream();
    write(body, "MQTT");
    body.write(VERSION);
    var withWords = login.words() instanceof MqttLogin.UserAndPassword;
    body.write(withWords ? USER_PASSWORD_CLEAN : 2);
    body.write(new byte[] {0, 0, 0});
    write(body, login.clientId() + "-flood");
    if (login.words() instanceof MqttLogin.UserAndPassword(var user, var password)) {
      write(body, user);
      write(body, password);
    }
    return packet(CONNECT, body.toByteArray());
  }

  /** The packet that publishes {@code payload}. */
  static byte[] publish(String topic, Bytes payload) throws IOException {
    var body = new ByteArrayOutputStream();
    write(body, topic);
    body.write(0);
    body.write(payload.toArray());
    return packet(PUBLISH, body.toByteArray());
  }

  private static byte[] packet(int type, byte[] body) throws IOException {
    var packet = new ByteArrayOutputStream();
    packet.write(type);
    int left = body.length;
    while (left > SEVEN_BITS) {
      packet.write((left & SEVEN_BITS) | MORE);
      left >>>= 7;
    }
    packet.write(left);
    packet.write(body);
    return packet.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length >>> 8);
    out.write(bytes.length);
    out.write(bytes);
  }

  /** Writes so many packets of {@code packets}, in turn, from {@code first} on. */
  void send(List<byte[]> packets, long first, int count) throws IOException {
    for (long i = first; i < first + count; i++) {
      out.write(packets.get((int) (i % packets.size())));
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
