package dev.portcullis.simulator.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.RefusalCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.AddressEndpointContext;

/**
 * A phone's connection to a vehicle within reach. Every call waits for the vehicle's answer, at
 * most as long as the deadline; the handshake is part of the first. For one thread at a time.
 */
public final class PhoneLocalLink implements AutoCloseable {

  /** The content format of a signed message (RFC 9052, section 11.3). */
  private static final int COSE_SIGN1 = 18;

  /** The content format of owner statements and hand-overs. */
  private static final int CBOR = 60;

  private static final int NONE = -1;
  private static final long GOODBYE_MILLIS = 500;

  private final InetSocketAddress vehicle;
  private final Duration deadline;
  private final VehicleKeys vehicleKeys;
  private final ScheduledExecutorService executor;
  private final PhoneTransport.Started transport;

  private PhoneLocalLink(
      InetSocketAddress vehicle,
      Duration deadline,
      VehicleKeys vehicleKeys,
      ScheduledExecutorService executor,
      PhoneTransport.Started transport) {
    this.vehicle = vehicle;
    this.deadline = deadline;
    this.vehicleKeys = vehicleKeys;
    this.executor = executor;
    this.transport = transport;
  }

  /**
   * Opens a socket; nothing is sent yet.
   *
   * @param deadline for each answer, a handshake or a body in blocks included
   * @throws IOException if the system gives no socket
   */
  public static PhoneLocalLink to(
      InetSocketAddress vehicle, LinkKey key, VehiclePin pin, Duration deadline)
      throws IOException {
    var vehicleKeys = new VehicleKeys(pin);
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("phone-local").factory());
    try {
      var transport = PhoneTransport.open(key, vehicleKeys, executor);
      return new PhoneLocalLink(vehicle, deadline, vehicleKeys, executor, transport);
    } catch (IOException e) {
      executor.shutdownNow();
      throw e;
    }
  }

  /** The newest beacon. */
  public Outcome<LocalAnswer, LocalTrouble> beacon() throws InterruptedException {
    return ask(Code.GET, "beacon", NONE, Bytes.empty());
  }

  /** The offer of the enrolment window. */
  public Outcome<LocalAnswer, LocalTrouble> offer() throws InterruptedException {
    return ask(Code.GET, "offer", NONE, Bytes.empty());
  }

  /** Sends an enrolment. */
  public Outcome<LocalAnswer, LocalTrouble> enrol(Bytes enrolment) throws InterruptedException {
    return ask(Code.POST, "enrolment", COSE_SIGN1, enrolment);
  }

  /** Sends an owner statement. */
  public Outcome<LocalAnswer, LocalTrouble> state(Bytes ownerStatement)
      throws InterruptedException {
    return ask(Code.POST, "owner", CBOR, ownerStatement);
  }

  /** Brings a hand-over. */
  public Outcome<LocalAnswer, LocalTrouble> bring(Bytes handOver) throws InterruptedException {
    return ask(Code.POST, "hand-over", CBOR, handOver);
  }

  /** The thumbprint of the key that the vehicle proved last: what to pin once it is known good. */
  public Optional<Digest> vehicleKey() {
    return vehicleKeys.shown();
  }

  private Outcome<LocalAnswer, LocalTrouble> ask(
      Code method, String path, int contentFormat, Bytes body) throws InterruptedException {
    var request = new Request(method);
    request.setDestinationContext(new AddressEndpointContext(vehicle));
    request.setScheme("coaps");
    request.getOptions().setUriPath(path);
    if (contentFormat != NONE) {
      request.getOptions().setContentFormat(contentFormat);
      request.setPayload(body.toArray());
    }
    transport.endpoint().sendRequest(request);
    Response response = request.waitForResponse(deadline.toMillis());
    if (response != null) {
      return read(response);
    }
    request.cancel();
    return Outcome.refused(trouble(request));
  }

  private LocalTrouble trouble(Request request) {
    if (vehicleKeys.sawAnother()) {
      return LocalTrouble.OTHER_VEHICLE;
    }
    var sendError = request.getSendError();
    if (sendError != null) {
      return LocalTrouble.NO_HANDSHAKE;
    }
    return request.getOnResponseError() != null ? LocalTrouble.BROKEN_OFF : LocalTrouble.NO_ANSWER;
  }

  private static Outcome<LocalAnswer, LocalTrouble> read(Response response) {
    var body = Bytes.of(response.getPayload());
    return switch (response.getCode()) {
      case CONTENT -> Outcome.passed(new LocalAnswer.Content(body));
      case CHANGED ->
          Outcome.passed(
              new LocalAnswer.Accepted(body.isEmpty() ? Optional.empty() : Optional.of(body)));
      case NOT_FOUND -> Outcome.passed(new LocalAnswer.NoneNow());
      case BAD_REQUEST -> Outcome.passed(new LocalAnswer.RefusedStranger());
      case SERVICE_UNAVAILABLE -> Outcome.passed(new LocalAnswer.Busy());
      case REQUEST_ENTITY_TOO_LARGE -> Outcome.passed(new LocalAnswer.TooLarge());
      case FORBIDDEN ->
          RefusalCode.ofWire(response.getPayloadString())
              .<Outcome<LocalAnswer, LocalTrouble>>map(
                  code -> Outcome.passed(new LocalAnswer.Refused(code)))
              .orElseGet(() -> Outcome.refused(LocalTrouble.NOT_THE_PROTOCOL));
      case ResponseCode other -> Outcome.passed(new LocalAnswer.Other(other.text));
    };
  }

  /** Says goodbye and closes the socket. */
  @Override
  public void close() {
    // A vehicle that is told frees the connection for the next phone.
    transport.connector().close(vehicle);
    try {
      executor.submit(() -> {}).get(GOODBYE_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It went without a word.
    }
    transport.endpoint().destroy();
    executor.shutdown();
    try {
      var _ = executor.awaitTermination(1_000, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
  }
}
