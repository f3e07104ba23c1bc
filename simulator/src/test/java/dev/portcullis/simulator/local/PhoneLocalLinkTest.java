package dev.portcullis.simulator.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class PhoneLocalLinkTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final Bytes MESSAGE = Bytes.utf8("a signed message");

  private static PhoneLocalLink phone(ScriptedVehicle vehicle, VehiclePin pin) throws IOException {
    return PhoneLocalLink.to(vehicle.address(), LinkKey.fresh(RANDOM), pin, DEADLINE);
  }

  private static Response response(ResponseCode code, String body) {
    var response = new Response(code);
    if (!body.isEmpty()) {
      response.setPayload(body);
    }
    return response;
  }

  private static Outcome<LocalAnswer, LocalTrouble> answerTo(Response response)
      throws IOException, InterruptedException {
    try (var vehicle = new ScriptedVehicle(LinkKey.fresh(RANDOM), _ -> response);
        var phone = phone(vehicle, new VehiclePin.Any())) {
      return phone.state(MESSAGE);
    }
  }

  @Test
  void asksForBeaconAndOfferAndLearnsTheVehiclesKey() throws Exception {
    try (var vehicle =
            new ScriptedVehicle(
                LinkKey.fresh(RANDOM), _ -> response(ResponseCode.CONTENT, "a signed message"));
        var phone = phone(vehicle, new VehiclePin.Any())) {
      assertEquals(Optional.empty(), phone.vehicleKey());
      assertEquals(Outcome.passed(new LocalAnswer.Content(MESSAGE)), phone.beacon());
      assertEquals(Outcome.passed(new LocalAnswer.Content(MESSAGE)), phone.offer());
      assertEquals(Optional.of(vehicle.thumbprint()), phone.vehicleKey());
      assertEquals(
          List.of("beacon", "offer"),
          vehicle.asked.stream().map(request -> request.getOptions().getUriPathString()).toList());
    }
  }

  @Test
  void sendsAnEnrolmentInBlocks() throws Exception {
    byte[] enrolment = new byte[34_816];
    RANDOM.nextBytes(enrolment);
    try (var vehicle =
            new ScriptedVehicle(LinkKey.fresh(RANDOM), _ -> response(ResponseCode.CHANGED, ""));
        var phone = phone(vehicle, new VehiclePin.Any())) {
      assertEquals(
          Outcome.passed(new LocalAnswer.Accepted(Optional.empty())),
          phone.enrol(Bytes.of(enrolment)));
      assertArrayEquals(enrolment, vehicle.asked.getFirst().getPayload());
      assertEquals(18, vehicle.asked.getFirst().getOptions().getContentFormat());
    }
  }

  @Test
  void readsEveryAnswerOfTheProtocol() throws Exception {
    assertEquals(
        Outcome.passed(new LocalAnswer.Accepted(Optional.of(MESSAGE))),
        answerTo(response(ResponseCode.CHANGED, "a signed message")));
    assertEquals(
        Outcome.passed(new LocalAnswer.Refused(RefusalCode.REVOKED_KEY)),
        answerTo(response(ResponseCode.FORBIDDEN, "REVOKED_KEY")));
    assertEquals(
        Outcome.refused(LocalTrouble.NOT_THE_PROTOCOL),
        answerTo(response(ResponseCode.FORBIDDEN, "NO_SUCH_CODE")));
    assertEquals(
        Outcome.passed(new LocalAnswer.RefusedStranger()),
        answerTo(response(ResponseCode.BAD_REQUEST, "")));
    assertEquals(
        Outcome.passed(new LocalAnswer.NoneNow()), answerTo(response(ResponseCode.NOT_FOUND, "")));
    assertEquals(
        Outcome.passed(new LocalAnswer.Busy()),
        answerTo(response(ResponseCode.SERVICE_UNAVAILABLE, "")));
    assertEquals(
        Outcome.passed(new LocalAnswer.Other("4.15")),
        answerTo(response(ResponseCode.UNSUPPORTED_CONTENT_FORMAT, "")));
  }

  @Test
  void talksToThePinnedVehicleAndToNoOther() throws Exception {
    try (var vehicle =
        new ScriptedVehicle(
            LinkKey.fresh(RANDOM), _ -> response(ResponseCode.CONTENT, "a signed message"))) {
      try (var phone = phone(vehicle, new VehiclePin.Pinned(vehicle.thumbprint()))) {
        assertEquals(Outcome.passed(new LocalAnswer.Content(MESSAGE)), phone.beacon());
      }
      var other = LinkKey.fresh(RANDOM).thumbprint();
      try (var phone = phone(vehicle, new VehiclePin.Pinned(other))) {
        assertEquals(Outcome.refused(LocalTrouble.OTHER_VEHICLE), phone.beacon());
      }
      assertEquals(1, vehicle.asked.size());
    }
  }

  @Test
  void givesUpAtItsDeadline() throws Exception {
    try (var silent =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var phone =
            PhoneLocalLink.to(
                (InetSocketAddress) silent.getLocalSocketAddress(),
                LinkKey.fresh(RANDOM),
                new VehiclePin.Any(),
                Duration.ofMillis(500))) {
      assertEquals(Outcome.refused(LocalTrouble.NO_ANSWER), phone.beacon());
    }
  }

  @Test
  void keepsItsKeyInAFileOfItsOwn() {
    var key = LinkKey.fresh(RANDOM);
    var again = LinkKey.parse(key.privateInfo(), key.publicInfo()).orFault();
    assertEquals(key.thumbprint(), again.thumbprint());
    assertEquals(
        Outcome.refused(LocalTrouble.BAD_KEY),
        LinkKey.parse(key.publicInfo(), key.privateInfo()).map(_ -> "a key"));
  }
}
