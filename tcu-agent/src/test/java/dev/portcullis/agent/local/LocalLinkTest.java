package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.message.RefusalCode;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link on loopback, with Californium's own client. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LocalLinkTest {

  private static final Bytes MESSAGE = Bytes.utf8("a signed message");
  private static final int COSE_SIGN1 = 18;
  private static final int CBOR = 60;

  private static void content(LocalRequest request, LocalAnswer answer) {
    answer.give(new LocalReply.Content(MESSAGE));
  }

  private static byte[] random(int size) {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    return body;
  }

  @Test
  void aPhoneGetsTheNewestBeacon() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var phone = Phone.at(vehicle.port())) {
      var response = phone.get("beacon");
      assertEquals(ResponseCode.CONTENT, response.getCode());
      assertEquals(MESSAGE, Bytes.of(response.getPayload()));
      assertEquals(COSE_SIGN1, response.getOptions().getContentFormat());
      assertEquals(List.of(new LocalRequest.GetBeacon(phone.thumbprint())), vehicle.asked);
    }
  }

  @Test
  void eachResourceReachesWhoDecidesWithTheKeyOfItsPeer() throws InterruptedException {
    try (var vehicle =
            Vehicle.listening(
                (_, answer) -> answer.give(new LocalReply.Accepted(Optional.of(MESSAGE))));
        var phone = Phone.at(vehicle.port())) {
      var peer = phone.thumbprint();
      var _ = phone.get("offer");
      var _ = phone.post("enrolment", COSE_SIGN1, (byte) 1);
      var _ = phone.post("owner", CBOR, (byte) 2);
      var receipt = phone.post("hand-over", CBOR, (byte) 3);
      assertEquals(ResponseCode.CHANGED, receipt.getCode());
      assertEquals(MESSAGE, Bytes.of(receipt.getPayload()));
      assertEquals(
          List.of(
              new LocalRequest.GetOffer(peer),
              new LocalRequest.PostEnrolment(peer, Bytes.of((byte) 1)),
              new LocalRequest.PostOwnerStatement(peer, Bytes.of((byte) 2)),
              new LocalRequest.PostHandOver(peer, Bytes.of((byte) 3))),
          vehicle.asked);
    }
  }

  @Test
  void carriesTheLargestEnrolmentInBlocks() throws InterruptedException {
    byte[] body = random(34_816);
    try (var vehicle =
            Vehicle.listening(
                (_, answer) -> answer.give(new LocalReply.Accepted(Optional.empty())));
        var phone = Phone.at(vehicle.port())) {
      var response = phone.post("enrolment", COSE_SIGN1, body);
      assertEquals(ResponseCode.CHANGED, response.getCode());
      assertEquals(0, response.getPayloadSize());
      assertEquals(
          List.of(new LocalRequest.PostEnrolment(phone.thumbprint(), Bytes.of(body))),
          vehicle.asked);
    }
  }

  @Test
  void carriesALongAnswerInBlocks() throws InterruptedException {
    byte[] receipt = random(8 * 1024);
    try (var vehicle =
            Vehicle.listening((_, answer) ->
                answer.give(new LocalReply.Accepted(Optional.of(Bytes.of(receipt)))));
        var phone = Phone.at(vehicle.port())) {
      assertArrayEquals(receipt, phone.post("owner", CBOR, random(3000)).getPayload());
      assertEquals(1, vehicle.asked.size());
    }
  }

  @Test
  void refusesABodyLargerThanAnyMessage() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var phone = Phone.at(vehicle.port())) {
      var response = phone.post("enrolment", COSE_SIGN1, random(LocalSettings.LARGEST_BODY + 1));
      assertEquals(ResponseCode.REQUEST_ENTITY_TOO_LARGE, response.getCode());
      assertEquals(List.of(), vehicle.asked);
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
    }
  }

  @Test
  void knowsItsResourcesAndTheirMethodsAndNothingElse() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var phone = Phone.at(vehicle.port())) {
      assertEquals(ResponseCode.NOT_FOUND, phone.get("command").getCode());
      assertEquals(ResponseCode.NOT_FOUND, phone.get(".well-known/core").getCode());
      assertEquals(ResponseCode.NOT_FOUND, phone.get("beacon/more").getCode());
      assertEquals(ResponseCode.METHOD_NOT_ALLOWED, phone.get("enrolment").getCode());
      assertEquals(
          ResponseCode.METHOD_NOT_ALLOWED, phone.post("beacon", COSE_SIGN1, (byte) 1).getCode());
      assertEquals(
          ResponseCode.METHOD_NOT_ALLOWED, phone.send(new Request(Code.DELETE), "offer").getCode());
      assertEquals(
          ResponseCode.UNSUPPORTED_CONTENT_FORMAT,
          phone.post("enrolment", CBOR, (byte) 1).getCode());
      assertEquals(ResponseCode.BAD_REQUEST, phone.post("owner", CBOR).getCode());
      var query = new Request(Code.GET);
      var _ = query.getOptions().addUriQuery("for=all");
      assertEquals(ResponseCode.BAD_OPTION, phone.send(query, "beacon").getCode());
      var accept = new Request(Code.GET);
      var _ = accept.getOptions().setAccept(0);
      assertEquals(ResponseCode.NOT_ACCEPTABLE, phone.send(accept, "beacon").getCode());
      assertEquals(List.of(), vehicle.asked);
    }
  }

  @Test
  void aStrangerLearnsNoReasonAndASignerItsCode() throws InterruptedException {
    var replies =
        new ArrayList<LocalReply>(
            List.of(
                new LocalReply.RefusedStranger(),
                new LocalReply.Refused(RefusalCode.REVOKED_KEY),
                new LocalReply.NoneNow(),
                new LocalReply.Busy()));
    try (var vehicle = Vehicle.listening((_, answer) -> answer.give(replies.removeFirst()));
        var phone = Phone.at(vehicle.port())) {
      var stranger = phone.post("owner", CBOR, (byte) 1);
      assertEquals(ResponseCode.BAD_REQUEST, stranger.getCode());
      assertEquals(0, stranger.getPayloadSize());
      var refused = phone.post("owner", CBOR, (byte) 2);
      assertEquals(ResponseCode.FORBIDDEN, refused.getCode());
      assertEquals("REVOKED_KEY", refused.getPayloadString());
      assertEquals(ResponseCode.NOT_FOUND, phone.get("offer").getCode());
      var busy = phone.get("offer");
      assertEquals(ResponseCode.SERVICE_UNAVAILABLE, busy.getCode());
      assertEquals(1, busy.getOptions().getMaxAge());
    }
  }

  @Test
  void aClientThatShowsNoKeyGetsNowhere() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var keyless = Phone.keyless(vehicle.port())) {
      var request = new Request(Code.GET);
      keyless.start(request, "beacon");
      assertEquals(Optional.empty(), Phone.answer(request, 2_000));
      assertEquals(List.of(), vehicle.asked);
    }
  }

  @Test
  void speaksNoOtherCipherSuite() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var other =
            Phone.with(
                vehicle.port(),
                configuration ->
                    configuration.setAsList(
                        DtlsConfig.DTLS_CIPHER_SUITES,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM))) {
      var request = new Request(Code.GET);
      other.start(request, "beacon");
      assertEquals(Optional.empty(), Phone.answer(request, 2_000));
      assertEquals(List.of(), vehicle.asked);
    }
  }

  @Test
  void moreRequestsThanItTakesAreAnsweredAsBusy() throws InterruptedException {
    var waiting = new CopyOnWriteArrayList<LocalAnswer>();
    var two = new LocalSettings(Vehicle.loopback(0), 16, 2, LocalSettings.MOST_HANDSHAKES);
    try (var vehicle = Vehicle.at(two, (_, answer) -> waiting.add(answer));
        var phone = Phone.at(vehicle.port())) {
      var first = new Request(Code.GET);
      var second = new Request(Code.GET);
      phone.start(first, "offer");
      phone.start(second, "beacon");
      while (waiting.size() < 2) {
        Thread.sleep(10);
      }
      assertEquals(ResponseCode.SERVICE_UNAVAILABLE, phone.get("beacon").getCode());
      waiting.forEach(answer -> answer.give(new LocalReply.Content(MESSAGE)));
      assertTrue(Phone.answer(first, 5_000).isPresent());
      assertTrue(Phone.answer(second, 5_000).isPresent());
      waiting.forEach(answer -> answer.give(new LocalReply.NoneNow()));
      assertEquals(2, vehicle.asked.size());
    }
  }

  @Test
  void anAnswerThatTakesTimeArrivesOnce() throws InterruptedException {
    try (var vehicle =
            Vehicle.listening((_, answer) -> {
              var _ =
                  Thread.ofVirtual()
                      .start(() -> {
                        sleep(Duration.ofMillis(2_500));
                        answer.give(new LocalReply.Content(MESSAGE));
                      });
            });
        var phone = Phone.at(vehicle.port())) {
      assertEquals(ResponseCode.CONTENT, phone.get("offer").getCode());
      assertEquals(1, vehicle.asked.size());
    }
  }

  @Test
  void aFaultOfWhoDecidesIsAnsweredAndTold() throws InterruptedException {
    try (var vehicle =
            Vehicle.listening((_, _) -> {
              throw new IllegalStateException("planted");
            });
        var phone = Phone.at(vehicle.port())) {
      assertEquals(ResponseCode.INTERNAL_SERVER_ERROR, phone.get("offer").getCode());
      assertEquals(ResponseCode.INTERNAL_SERVER_ERROR, phone.get("offer").getCode());
      assertEquals(2, vehicle.faults.size());
    }
  }

  @Test
  void saysWhyItCannotListenAndListensOnceItCan() throws Exception {
    var other = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    var settings = LocalSettings.usual(Vehicle.loopback(other.getLocalPort()));
    try (var vehicle = Vehicle.starting(settings, Vehicle.key(), LocalLinkTest::content)) {
      var deaf =
          assertInstanceOf(LocalState.Deaf.class, vehicle.await(LocalState.Deaf.class::isInstance));
      assertEquals(LocalCause.ADDRESS_IN_USE, deaf.cause());
      other.close();
      var _ = vehicle.await(LocalState.Listening.class::isInstance);
      try (var phone = Phone.at(vehicle.port())) {
        assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      }
    }
  }

  @Test
  void namesAnAddressThatNoInterfaceHas() throws InterruptedException {
    var elsewhere = new ListenAddress(InetAddress.ofLiteral("192.0.2.1"), 5684);
    try (var vehicle =
        Vehicle.starting(LocalSettings.usual(elsewhere), Vehicle.key(), LocalLinkTest::content)) {
      var deaf =
          assertInstanceOf(LocalState.Deaf.class, vehicle.await(LocalState.Deaf.class::isInstance));
      assertEquals(LocalCause.NO_SUCH_ADDRESS, deaf.cause());
    }
  }

  @Test
  void aPhoneConnectsAnewAfterARestart() throws InterruptedException {
    int port;
    try (var before = Vehicle.listening(LocalLinkTest::content)) {
      port = before.port();
      try (var phone = Phone.at(port)) {
        assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      }
    }
    try (var _ = Vehicle.at(Vehicle.settings(port), LocalLinkTest::content);
        var phone = Phone.at(port)) {
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
    }
  }

  @Test
  void aConnectionSurvivesAChangedPort() throws Exception {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var path = new ShiftingPath(vehicle.port());
        var phone = Phone.at(path.port())) {
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      int handshake = path.up.size();
      path.shift();
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      // One record for one request, so there was no second handshake.
      assertEquals(handshake + 1, path.up.size());
    }
  }

  @Test
  void answersAnUnprovenAddressWithLessThanItSent() throws Exception {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var path = new ShiftingPath(vehicle.port());
        var phone = Phone.at(path.port())) {
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      int hello = path.up.getFirst().length;
      int verify = path.down.getFirst().length;
      assertTrue(verify < hello, verify + " bytes for " + hello);
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    try (var vehicle = Vehicle.listening(LocalLinkTest::content);
        var phone = Phone.at(vehicle.port())) {
      assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
      assertEquals(List.of("local-protocol", "local-receiver"), threads());
    }
    for (int i = 0; i < 50 && !threads().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertEquals(List.of(), threads());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("local-"))
        .sorted()
        .toList();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
