package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link against a broker that says unusual, rare or wrong things. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MqttLinkScriptedTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("test authority");
  private static final SSLContext BROKER = AUTHORITY.context(AUTHORITY.issueForHost("localhost"));
  private static final SSLContext VEHICLE = AUTHORITY.context(AUTHORITY.issue(Rig.VEHICLE));
  private static final int NOT_AUTHORISED = 0x87;

  private final Notes notes = new Notes();

  private MqttLink link(ScriptedBroker broker) {
    return Rig.start(Rig.settings(broker.port()), VEHICLE, notes);
  }

  private void expect(Cause cause, ScriptedBroker.Script script) throws IOException {
    try (var broker = new ScriptedBroker(BROKER, script);
        var _ = link(broker)) {
      notes.awaitCause(cause);
    }
  }

  @Test
  void saysThatItMayNotSubscribe() throws Exception {
    expect(
        Cause.NOT_AUTHORISED_TO_SUBSCRIBE,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.subAck(body, 1, NOT_AUTHORISED, 1, 1, 1, 1, 1)
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void saysThatASubscriptionWasRefused() throws Exception {
    expect(
        Cause.SUBSCRIBE_REFUSED,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.subAck(body, 0x80, 1, 1, 1, 1, 1, 1)
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void isNotContentWithASubscriptionThatMayLoseMessages() throws Exception {
    expect(
        Cause.BROKER_UNSUITABLE,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.subAck(body, 0, 0, 0, 0, 0, 0, 0)
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void leavesABrokerThatNeverAnswersASubscription() throws Exception {
    var settings = Rig.settings(1);
    try (var broker =
            new ScriptedBroker(
                BROKER,
                (type, body) ->
                    type == ScriptedBroker.SUBSCRIBE
                        ? new byte[0]
                        : ScriptedBroker.contentedly(type, body));
        var _ =
            Rig.start(
                Rig.with(
                    Rig.settings(broker.port()),
                    settings.keepAlive(),
                    deadlines ->
                        new LinkSettings.Deadlines(
                            deadlines.connect(), Duration.ofMillis(500), deadlines.close())),
                VEHICLE,
                notes)) {
      notes.awaitCause(Cause.ANSWER_OVERDUE);
    }
  }

  @Test
  void namesTheReasonsOfARefusedConnection() throws Exception {
    expect(Cause.NOT_AUTHORISED_TO_CONNECT, (_, _) -> ScriptedBroker.connAck(NOT_AUTHORISED));
    expect(Cause.CLIENT_ID_REFUSED, (_, _) -> ScriptedBroker.connAck(0x85));
    expect(Cause.BROKER_BUSY, (_, _) -> ScriptedBroker.connAck(0x89));
    expect(Cause.BROKER_UNSUITABLE, (_, _) -> ScriptedBroker.connAck(0x84));
  }

  @Test
  void leavesABrokerWithoutAcknowledgedDelivery() throws Exception {
    expect(Cause.BROKER_UNSUITABLE, (_, _) -> ScriptedBroker.connAck(0, 0x24, 0));
  }

  @Test
  void leavesABrokerWithoutRetainedMessages() throws Exception {
    expect(Cause.BROKER_UNSUITABLE, (_, _) -> ScriptedBroker.connAck(0, 0x25, 0));
  }

  @Test
  void saysThatAnotherClientTookItsPlace() throws Exception {
    expect(
        Cause.TAKEN_OVER,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.join(
                    ScriptedBroker.subAck(body, 1, 1, 1, 1, 1, 1, 1),
                    ScriptedBroker.disconnect(0x8E))
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void takesInNoPacketLargerThanAnnounced() throws Exception {
    expect(
        Cause.PROTOCOL_VIOLATION,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.bytes(0x32, 0xff, 0xff, 0xff, 0x7f)
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void leavesABrokerThatDoesNotSpeakMqtt() throws Exception {
    expect(
        Cause.PROTOCOL_VIOLATION,
        (_, _) -> "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leavesABrokerThatSendsBrokenPackets() throws Exception {
    expect(
        Cause.PROTOCOL_VIOLATION,
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.bytes(0x32, 3, 0xff, 0xff, 0x41)
                : ScriptedBroker.contentedly(type, body));
  }

  @Test
  void settlesMessagesOfForeignTopicsByItself() throws Exception {
    var acknowledged = new CountDownLatch(1);
    ScriptedBroker.Script script =
        (type, body) -> {
          if (type == ScriptedBroker.PUBACK) {
            acknowledged.countDown();
          }
          return type == ScriptedBroker.SUBSCRIBE
              ? ScriptedBroker.join(
                  ScriptedBroker.subAck(body, 1, 1, 1, 1, 1, 1, 1),
                  ScriptedBroker.publish("elsewhere", 9, 1))
              : ScriptedBroker.contentedly(type, body);
        };
    try (var broker = new ScriptedBroker(BROKER, script);
        var _ = link(broker)) {
      notes.await("the stranger", () -> notes.ignored().contains(Ignored.FOREIGN_TOPIC));
      assertTrue(acknowledged.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void handsOnNoMoreThanTwiceTheBoundWhateverTheBrokerSends() throws Exception {
    int bound = Rig.settings(1).bounds().unsettled();
    var flood = new byte[4 * bound][];
    for (int i = 0; i < flood.length; i++) {
      flood[i] = ScriptedBroker.publish(Rig.TOPICS.topic(Inbox.COMMAND), i + 1, i);
    }
    ScriptedBroker.Script script =
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.join(
                    ScriptedBroker.subAck(body, 1, 1, 1, 1, 1, 1, 1), ScriptedBroker.join(flood))
                : ScriptedBroker.contentedly(type, body);
    try (var broker = new ScriptedBroker(BROKER, script);
        var _ = link(broker)) {
      notes.await("the rest ignored", () -> notes.ignored().size() == 2 * bound);
      assertEquals(2 * bound, notes.arrivals().size());
    }
  }

  @Test
  void sendsNoMoreAtOnceThanTheBrokerAllows() throws Exception {
    var unanswered = new AtomicInteger();
    ScriptedBroker.Script script =
        (type, body) -> {
          if (type == ScriptedBroker.PUBLISH) {
            unanswered.incrementAndGet();
            return new byte[0];
          }
          // Receive maximum 3.
          return type == ScriptedBroker.CONNECT
              ? ScriptedBroker.connAck(0, 0x21, 0, 3)
              : ScriptedBroker.contentedly(type, body);
        };
    try (var broker = new ScriptedBroker(BROKER, script);
        var link = link(broker)) {
      for (int i = 0; i < 10; i++) {
        assertEquals(
            Offer.TAKEN, link.offer(new OutboxId(i), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      }
      notes.awaitUp(1);
      notes.awaitCause(Cause.ANSWER_OVERDUE);
      assertEquals(0, unanswered.get() % 3, "three for each connection");
    }
  }

  @Test
  void reportsAReceiptTooLargeForThisBroker() throws Exception {
    ScriptedBroker.Script script =
        (type, body) ->
            type == ScriptedBroker.CONNECT
                ? ScriptedBroker.connAck(0, 0x27, 0, 0, 1, 0)
                : ScriptedBroker.contentedly(type, body);
    try (var broker = new ScriptedBroker(BROKER, script);
        var link = link(broker)) {
      assertEquals(
          Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, Bytes.of(new byte[300])));
      assertEquals(
          Offer.TAKEN, link.offer(new OutboxId(2), Outlet.Each.RECEIPT, Bytes.of(new byte[20])));
      notes.await("refused", () -> notes.refusals().contains(PublishRefusal.TOO_LARGE));
      notes.await("the small one", () -> notes.delivered().containsKey(new OutboxId(2)));
    }
  }

  @Test
  void namesEachReasonForRefusingAPublication() throws Exception {
    var codes = new int[] {0x87, 0x90, 0x97, 0x80};
    var next = new AtomicInteger();
    ScriptedBroker.Script script =
        (type, body) ->
            type == ScriptedBroker.PUBLISH
                ? ScriptedBroker.pubAck(body, codes[next.getAndIncrement() % codes.length])
                : ScriptedBroker.contentedly(type, body);
    try (var broker = new ScriptedBroker(BROKER, script);
        var link = link(broker)) {
      assertEquals(
          Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      notes.await("all four", () -> notes.refusals().size() >= codes.length);
      assertEquals(
          List.of(
              PublishRefusal.NOT_AUTHORISED,
              PublishRefusal.TOPIC_INVALID,
              PublishRefusal.QUOTA_EXCEEDED,
              PublishRefusal.OTHER),
          notes.refusals().subList(0, codes.length));
      assertTrue(notes.causes().anyMatch(Cause.PUBLISH_REFUSED::equals));
    }
  }

  @Test
  void refusesOffersBeyondItsBoundsAndAfterItsEnd() throws Exception {
    try (var broker =
        new ScriptedBroker(
            BROKER,
            (type, body) ->
                type == ScriptedBroker.PUBLISH
                    ? new byte[0]
                    : ScriptedBroker.contentedly(type, body))) {
      var link = link(broker);
      int bound = Rig.settings(1).bounds().outbox();
      for (int i = 0; i < bound; i++) {
        assertEquals(
            Offer.TAKEN, link.offer(new OutboxId(i), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      }
      assertEquals(
          Offer.FULL, link.offer(new OutboxId(bound), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      assertEquals(
          Offer.ALREADY_HELD,
          link.offer(new OutboxId(0), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      link.close();
      assertEquals(
          Offer.CLOSED,
          link.offer(new OutboxId(bound), Outlet.Each.RECEIPT, Bytes.utf8("receipt")));
      assertEquals(new LinkState.Closed(), link.state());
    }
  }

  @Test
  void tellsOfKeysItCannotUseAndTakesThemUpOnceItCan() throws Exception {
    var asked = new AtomicInteger();
    try (var broker = new ScriptedBroker(BROKER, ScriptedBroker::contentedly);
        var _ =
            MqttLink.start(
                Rig.settings(broker.port()),
                Rig.TOPICS,
                new LinkPorts(
                    () -> {
                      if (asked.incrementAndGet() < 3) {
                        throw new IllegalStateException("no token");
                      }
                      return VEHICLE;
                    },
                    System::nanoTime,
                    new Random(3),
                    work -> new Thread(work, "link test")),
                notes)) {
      notes.awaitCause(Cause.KEYS_UNAVAILABLE);
      notes.awaitUp(1);
    }
  }

  @Test
  void namesAHostThatDoesNotExist() throws Exception {
    var settings = Rig.settings(1);
    var nowhere =
        new LinkSettings(
            new BrokerAddress("broker.invalid", 8883),
            settings.clientId(),
            settings.keepAlive(),
            settings.sessionExpiry(),
            settings.deadlines(),
            settings.backOff(),
            settings.bounds());
    try (var _ = Rig.start(nowhere, VEHICLE, notes)) {
      notes.awaitCause(Cause.UNKNOWN_HOST);
    }
  }

  @Test
  void closesInTimeWhileTheListenerHoldsACallback() throws Exception {
    var release = new CountDownLatch(1);
    notes.onArrival(arrival -> {
      try {
        assertTrue(release.await(60, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    ScriptedBroker.Script script =
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.join(
                    ScriptedBroker.subAck(body, 1, 1, 1, 1, 1, 1, 1),
                    ScriptedBroker.publish(Rig.TOPICS.topic(Inbox.COMMAND), 1, 1))
                : ScriptedBroker.contentedly(type, body);
    try (var broker = new ScriptedBroker(BROKER, script)) {
      var link = link(broker);
      notes.await("a message", () -> notes.arrivals().size() == 1);
      long start = System.nanoTime();
      link.close();
      long taken = System.nanoTime() - start;
      // The deadline is five seconds; the callback would hold it for sixty.
      assertTrue(taken < Duration.ofSeconds(30).toNanos());
      release.countDown();
    }
  }

  @Test
  void waitsForTheGateBeforeItTakesInMoreThanItsBound() throws Exception {
    int bound = Rig.settings(1).bounds().unsettled();
    var messages = new byte[bound][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = ScriptedBroker.publish(Rig.TOPICS.topic(Inbox.COMMAND), i + 1, i);
    }
    // Each connection hands over as much as is allowed, and ends.
    ScriptedBroker.Script script =
        (type, body) ->
            type == ScriptedBroker.SUBSCRIBE
                ? ScriptedBroker.join(
                    ScriptedBroker.subAck(body, 1, 1, 1, 1, 1, 1, 1),
                    ScriptedBroker.join(messages),
                    ScriptedBroker.disconnect(0x8B))
                : ScriptedBroker.contentedly(type, body);
    try (var broker = new ScriptedBroker(BROKER, script);
        var _ = link(broker)) {
      notes.awaitCause(Cause.UNSETTLED_BACKLOG);
      assertTrue(notes.arrivals().size() <= 2 * bound);
      int before = broker.connections();
      notes.arrivals().forEach(arrival -> arrival.delivery().settled());
      notes.await("another connection", () -> broker.connections() > before);
    }
  }
}
