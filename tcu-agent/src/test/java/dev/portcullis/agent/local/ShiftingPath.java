package dev.portcullis.agent.local;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What lies between phone and vehicle: an address translation that may forget, and a listener. */
final class ShiftingPath implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  final List<byte[]> up = new CopyOnWriteArrayList<>();
  final List<byte[]> down = new CopyOnWriteArrayList<>();
  private final DatagramSocket phones = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
  private final SocketAddress vehicle;
  private volatile DatagramSocket outside = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
  private volatile SocketAddress phone = phones.getLocalSocketAddress();

  ShiftingPath(int vehiclePort) throws IOException {
    this.vehicle = new InetSocketAddress(LOOPBACK, vehiclePort);
    carry(
        phones,
        packet -> {
          phone = packet.getSocketAddress();
          up.add(content(packet));
          outside.send(new DatagramPacket(packet.getData(), packet.getLength(), vehicle));
        });
    back(outside);
  }

  int port() {
    return phones.getLocalPort();
  }

  /** From here on the vehicle sees another port. */
  void shift() throws IOException {
    var before = outside;
    outside = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    back(outside);
    before.close();
  }

  private void back(DatagramSocket socket) {
    carry(
        socket,
        packet -> {
          down.add(content(packet));
          phones.send(new DatagramPacket(packet.getData(), packet.getLength(), phone));
        });
  }

  private interface Carrier {
    void carry(DatagramPacket packet) throws IOException;
  }

  private static void carry(DatagramSocket from, Carrier carrier) {
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!from.isClosed()) {
                  var packet = new DatagramPacket(new byte[2048], 2048);
                  from.receive(packet);
                  carrier.carry(packet);
                }
              } catch (IOException closed) {
                // The test is over, or the path shifted.
              }
            });
  }

  private static byte[] content(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    phones.close();
    outside.close();
  }
}
