package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who sends as much as a network carries costs what its budget allows, and nobody else anything.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class LocalLinkFloodTest {

  private static final String FLOODER = "127.0.0.2";

  private static void content(LocalRequest request, LocalAnswer answer) {
    answer.give(new LocalReply.Content(Bytes.utf8("a beacon")));
  }

  /** Ten thousand datagrams a second: more fill the system's own buffer, ahead of any budget. */
  private static final int PACED = 10;

  private static final int AS_FAST_AS_IT_GOES = Integer.MAX_VALUE;

  @Test
  void aFloodOfDatagramsLeavesOthersServed() throws Exception {
    try (var vehicle = Vehicle.listening(LocalLinkFloodTest::content);
        var _ = new Flood(vehicle.port(), greeting(vehicle), PACED)) {
      for (int i = 0; i < 5; i++) {
        try (var phone = Phone.at(vehicle.port())) {
          assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
        }
      }
      assertEquals(6, vehicle.asked.size());
    }
  }

  @Test
  void aFloodWithoutMeasureTakesNoMemoryAndIsOverWhenItEnds() throws Exception {
    try (var vehicle = Vehicle.listening(LocalLinkFloodTest::content)) {
      byte[] greeting = greeting(vehicle);
      long before = usedHeap();
      try (var _ = new Flood(vehicle.port(), greeting, AS_FAST_AS_IT_GOES)) {
        Thread.sleep(3_000);
        long grown = usedHeap() - before;
        assertTrue(grown < 8 << 20, grown + " bytes more");
      }
      try (var phone = Phone.at(vehicle.port())) {
        assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      }
    }
  }

  @Test
  void oneAddressHasAtMostHalfOfTheHandshakes() throws InterruptedException {
    var four = new LocalSettings(Vehicle.loopback(0), 16, 16, 4);
    try (var vehicle = Vehicle.at(four, LocalLinkFloodTest::content)) {
      long began = System.nanoTime();
      int served = 0;
      for (int i = 0; i < 12; i++) {
        try (var phone = Phone.from(FLOODER, vehicle.port(), _ -> {})) {
          var request = new Request(Code.GET);
          phone.start(request, "beacon");
          served += Phone.answer(request, 150).isPresent() ? 1 : 0;
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      // Half of four a second, and twice that at once.
      assertTrue(served <= 4 + 2 * seconds + 1, served + " in " + seconds + " s");
      assertTrue(served < 12, served + " in " + seconds + " s");
      try (var phone = Phone.at(vehicle.port())) {
        assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      }
    }
  }

  @Test
  void oneKeyThatAsksWithoutEndIsToldToWait() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkFloodTest::content);
        var eager = Phone.at(vehicle.port());
        var other = Phone.at(vehicle.port())) {
      int busy = 0;
      for (int i = 0; i < 30; i++) {
        busy += eager.get("beacon").getCode() == ResponseCode.SERVICE_UNAVAILABLE ? 1 : 0;
      }
      assertTrue(busy > 10, busy + " of 30");
      assertEquals(ResponseCode.CONTENT, other.get("beacon").getCode());
    }
  }

  @Test
  void newConnectionsTakeThePlaceOfSilentOnes() throws InterruptedException {
    var one = new LocalSettings(Vehicle.loopback(0), 1, 16, LocalSettings.MOST_HANDSHAKES);
    try (var vehicle = Vehicle.at(one, LocalLinkFloodTest::content);
        var silent = Phone.at(vehicle.port())) {
      assertEquals(ResponseCode.CONTENT, silent.get("beacon").getCode());
      try (var early = Phone.at(vehicle.port())) {
        var request = new Request(Code.GET);
        early.start(request, "beacon");
        assertTrue(Phone.answer(request, 1_000).isEmpty());
      }
      Thread.sleep(LocalSettings.STALE_AFTER.plusMillis(500));
      try (var late = Phone.at(vehicle.port())) {
        assertEquals(ResponseCode.CONTENT, late.get("beacon").getCode());
      }
    }
  }

  @Test
  void unfinishedBodiesOfManyPeersDoNotKeepAnotherOut() throws InterruptedException {
    try (var vehicle =
        Vehicle.listening(
            (_, answer) -> answer.give(new LocalReply.Accepted(java.util.Optional.empty())))) {
      for (int i = 0; i < Uploads.MOST + 2; i++) {
        // Zero: the test says itself which block this is.
        try (var phone =
            Phone.with(
                vehicle.port(),
                configuration -> configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0))) {
          var request = Phone.postOf(18, new byte[1024]);
          var _ = request.getOptions().setBlock1(new BlockOption(6, true, 0));
          var _ = phone.send(request, "enrolment");
        }
      }
      Thread.sleep(Uploads.YIELDS_AFTER.plusMillis(200));
      try (var phone = Phone.at(vehicle.port())) {
        assertEquals(ResponseCode.CHANGED, phone.post("enrolment", 18, new byte[20_000]).getCode());
      }
    }
  }

  /** The first datagram of a genuine phone. */
  private static byte[] greeting(Vehicle vehicle) throws IOException, InterruptedException {
    try (var path = new ShiftingPath(vehicle.port());
        var phone = Phone.at(path.port())) {
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      return path.up.getFirst();
    }
  }

  /** Noise and greetings from an address of its own, so many a millisecond. */
  private static final class Flood implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Flood(int port, byte[] greeting, int perMillisecond) {
      this.thread = Thread.ofPlatform().start(() -> run(port, greeting, perMillisecond));
    }

    private void run(int port, byte[] greeting, int perMillisecond) {
      var random = new Random(7);
      var vehicle = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      try (var socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(FLOODER), 0))) {
        for (long sent = 0; !over.get(); sent++) {
          byte[] next = greeting.clone();
          if (random.nextBoolean()) {
            random.nextBytes(next);
          } else {
            // Another client random: each is a greeting for itself.
            next[40] = (byte) random.nextInt();
          }
          socket.send(new DatagramPacket(next, next.length, vehicle));
          if (sent % perMillisecond == perMillisecond - 1) {
            Thread.sleep(1);
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
