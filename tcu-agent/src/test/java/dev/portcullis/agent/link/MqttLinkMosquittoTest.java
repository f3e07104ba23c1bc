package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The link against a real broker, over a network that is made to fail. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class MqttLinkMosquittoTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("test authority");
  private static final TestAuthority STRANGER = new TestAuthority("stranger");
  private static final int MANY = 500;

  @TempDir Path folder;
  private Mosquitto broker;
  private FaultyNetwork network;
  private final Notes notes = new Notes();

  @BeforeEach
  void startBroker() throws Exception {
    broker = Mosquitto.start(folder, AUTHORITY);
    network = new FaultyNetwork(broker.port());
  }

  @AfterEach
  void stopBroker() throws Exception {
    if (network != null) {
      network.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private MqttLink link() {
    return link(Rig.settings(network.port()));
  }

  private MqttLink link(LinkSettings settings) {
    return Rig.start(settings, AUTHORITY.context(AUTHORITY.issue(Rig.VEHICLE)), notes);
  }

  private CommandService service() throws Exception {
    return new CommandService(
        broker.port(), AUTHORITY.context(AUTHORITY.issue("command-service")), Rig.TOPICS);
  }

  private static Bytes text(String text) {
    return Bytes.utf8(text);
  }

  @Test
  void carriesACommandInAndAReceiptAndABeaconOut() throws Exception {
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var service = service();
        var link = link()) {
      link.show(Outlet.Latest.BEACON, text("beacon"));
      notes.awaitUp(1);
      service.command(text("unlock"));
      notes.await("the command", () -> notes.arrivals().size() == 1);
      assertEquals(text("unlock"), notes.arrivals().getFirst().payload());
      assertEquals(Inbox.COMMAND, notes.arrivals().getFirst().inbox());
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(7), Outlet.Each.RECEIPT, text("done")));
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(7)));
      notes.await("the receipt there", () -> service.receipts().containsKey(text("done")));
      notes.await("the beacon", () -> notes.beacons().contains(text("beacon")));
      notes.await("the beacon there", () -> service.beacons().containsKey(text("beacon")));
    }
    assertEquals(new LinkState.Closed(), notes.states().getLast());
  }

  @Test
  void takesWhatComesForEveryInboxAndPublishesByEveryOutlet() throws Exception {
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var service = service();
        var link = link()) {
      notes.awaitUp(1);
      for (Inbox inbox : Inbox.values()) {
        service.publish(Rig.TOPICS.topic(inbox), text("for " + inbox), 1);
      }
      notes.await("all of them", () -> notes.arrivals().size() == Inbox.values().length);
      for (Arrival arrival : notes.arrivals()) {
        assertEquals(text("for " + arrival.inbox()), arrival.payload());
      }
      link.show(Outlet.Latest.CHECKPOINT, text("checkpoint"));
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(9), Outlet.Each.NOTICE, text("notice")));
      notes.await("the notice", () -> notes.delivered().containsKey(new OutboxId(9)));
      notes.await("the checkpoint", () -> notes.checkpoints().contains(text("checkpoint")));
      notes.await(
          "both there",
          () -> service.others().containsAll(List.of(text("checkpoint"), text("notice"))));
    }
  }

  @Test
  void handsAMessageOverAgainUntilItIsSettled() throws Exception {
    try (var service = service();
        var _ = link()) {
      notes.awaitUp(1);
      service.command(text("unlock"));
      notes.await("the command", () -> notes.arrivals().size() == 1);
      network.reset();
      notes.await("the command again", () -> notes.arrivals().size() == 2);
      // The first delivery's connection is dead: settling it must reach nobody.
      notes.arrivals().get(0).delivery().settled();
      network.reset();
      notes.await("the command a third time", () -> notes.arrivals().size() == 3);
      notes.arrivals().get(1).delivery().settled();
      notes.arrivals().get(2).delivery().settled();
      notes.arrivals().get(2).delivery().settled();
      service.command(text("lock"));
      notes.await("the next command", () -> notes.arrivals().size() == 4);
      assertEquals(text("lock"), notes.arrivals().get(3).payload());
      network.reset();
      notes.await("only the unsettled one again", () -> notes.arrivals().size() == 5);
      assertEquals(text("lock"), notes.arrivals().get(4).payload());
    }
  }

  @Test
  void deliversWhatWasSentWhileTheLinkWasAway() throws Exception {
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var service = service()) {
      try (var _ = link()) {
        notes.awaitUp(1);
      }
      service.command(text("while away"));
      try (var _ = link()) {
        notes.await("the command", () -> notes.arrivals().size() == 1);
        notes.await(
            "the session resumed",
            () -> notes.states().contains(new LinkState.Up(LinkState.Session.RESUMED)));
      }
    }
  }

  @Test
  void survivesARestartOfTheBroker() throws Exception {
    try (var link = link()) {
      link.show(Outlet.Latest.BEACON, text("beacon"));
      try (var service = service()) {
        notes.awaitUp(1);
        service.command(text("unlock"));
        notes.await("the command", () -> notes.arrivals().size() == 1);
      }
      broker.stop();
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      notes.await("down", () -> notes.causes().count() > 0);
      broker.startAgain();
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
      notes.await("the command again", () -> notes.arrivals().size() == 2);
      notes.await("the beacon again", () -> notes.beacons().size() >= 2);
      notes.arrivals().get(1).delivery().settled();
    }
  }

  @Test
  void goesOnWithANewSessionWhereTheBrokerForgotTheOldOne() throws Exception {
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var link = link()) {
      link.show(Outlet.Latest.BEACON, text("beacon"));
      notes.await("the beacon", () -> notes.beacons().size() == 1);
      broker.stop();
      broker.forget();
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      broker.startAgain();
      notes.await(
          "two new sessions",
          () ->
              notes.states().stream()
                      .filter(new LinkState.Up(LinkState.Session.NEW)::equals)
                      .count()
                  == 2);
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
      try (var service = service()) {
        notes.await("the beacon retained anew", () -> !service.beacons().isEmpty());
        service.command(text("unlock"));
        notes.await("a command", () -> notes.arrivals().size() == 1);
      }
    }
  }

  @Test
  void losesNothingOnANetworkThatBreaksEverySecond() throws Exception {
    Set<Bytes> settled = ConcurrentHashMap.newKeySet();
    var settling = Executors.newSingleThreadExecutor();
    var breaking = Executors.newSingleThreadScheduledExecutor();
    notes.onArrival(arrival ->
        settling.execute(() -> {
          settled.add(arrival.payload());
          arrival.delivery().settled();
        }));
    try (var service = service();
        var link = link()) {
      notes.awaitUp(1);
      var breaks = breaking.scheduleAtFixedRate(network::reset, 1, 1, TimeUnit.SECONDS);
      for (int i = 0; i < MANY; i++) {
        service.command(text("command " + i));
        offerUntilTaken(link, i);
        TimeUnit.MILLISECONDS.sleep(8);
      }
      notes.await("all receipts", () -> notes.delivered().size() == MANY);
      notes.await("all commands", () -> settled.size() == MANY);
      notes.await("all receipts there", () -> service.receipts().size() == MANY);
      breaks.cancel(false);
    } finally {
      settling.shutdown();
      breaking.shutdown();
    }
    assertTrue(network.accepted() > 3, "the network broke");
    assertEquals(
        Set.of(1),
        notes.delivered().values().stream().collect(Collectors.toSet()),
        "each receipt is reported delivered once");
    var counts =
        notes.arrivals().stream()
            .collect(Collectors.groupingBy(Arrival::payload, Collectors.counting()));
    assertEquals(MANY, counts.size());
  }

  private void offerUntilTaken(MqttLink link, int id) {
    var receipt = text("receipt " + id);
    notes.await(
        "room in the outbox",
        () -> link.offer(new OutboxId(id), Outlet.Each.RECEIPT, receipt) == Offer.TAKEN);
  }

  @Test
  void acknowledgesEachSettledMessageSoThatItNeverComesAgain() throws Exception {
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var service = service();
        var _ = link()) {
      notes.awaitUp(1);
      for (int i = 0; i < 100; i++) {
        service.command(text("command " + i));
      }
      notes.await("all commands", () -> notes.arrivals().size() == 100);
      service.command(text("last"));
      notes.await("the last", () -> notes.arrivals().size() == 101);
      // The broker took the acknowledgements in order: once a round trip is over, all are there.
      service.command(text("very last"));
      notes.await("the very last", () -> notes.arrivals().size() == 102);
      network.reset();
      notes.awaitUp(2);
      service.command(text("after"));
      notes.await(
          "the one after", () -> notes.arrivals().getLast().payload().equals(text("after")));
      var again =
          notes.arrivals().stream()
              .collect(Collectors.groupingBy(Arrival::payload, Collectors.counting()))
              .entrySet()
              .stream()
              .filter(entry -> entry.getValue() > 1)
              .map(entry -> entry.getKey())
              .collect(Collectors.toSet());
      assertTrue(
          Set.of(text("last"), text("very last")).containsAll(again), () -> "came again: " + again);
    }
  }

  @Test
  void leavesAPeerThatTakesConnectionsAndSaysNothing() throws Exception {
    network.become(FaultyNetwork.Mood.BLACK_HOLE);
    var hasty =
        Rig.with(
            Rig.settings(network.port()),
            Duration.ofSeconds(30),
            deadlines ->
                new LinkSettings.Deadlines(
                    Duration.ofMillis(700), deadlines.answer(), deadlines.close()));
    try (var _ = link(hasty)) {
      notes.awaitCause(Cause.MUTE_PEER);
      // Enough attempts for a leak of threads or a lost wake-up to show.
      notes.await("further attempts", () -> network.accepted() >= 3);
      network.become(FaultyNetwork.Mood.WELL);
      notes.awaitUp(1);
    }
  }

  @Test
  void outlivesAPeerThatEndsEachConnectionAtOnce() throws Exception {
    network.become(FaultyNetwork.Mood.SLAMMING);
    try (var _ = link()) {
      notes.await("many attempts", () -> network.accepted() >= 10);
      network.become(FaultyNetwork.Mood.WELL);
      notes.awaitUp(1);
    }
    notes.await("no thread left", () -> liveThreads() == 0);
  }

  private static long liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith(Rig.VEHICLE))
        .count();
  }

  @Test
  void noticesAConnectionThatIsOnlyHalfOpen() throws Exception {
    var attentive =
        Rig.with(Rig.settings(network.port()), Duration.ofSeconds(1), UnaryOperator.identity());
    try (var link = link(attentive)) {
      notes.awaitUp(1);
      network.become(FaultyNetwork.Mood.BLACK_HOLE);
      notes.awaitCause(Cause.HALF_OPEN);
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      network.become(FaultyNetwork.Mood.WELL);
      network.reset();
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
    }
  }

  @Test
  void leavesABrokerThatDoesNotAnswerAReceipt() throws Exception {
    var hasty =
        Rig.with(
            Rig.settings(network.port()),
            Duration.ofMinutes(5),
            deadlines ->
                new LinkSettings.Deadlines(
                    deadlines.connect(), Duration.ofMillis(700), deadlines.close()));
    try (var link = link(hasty)) {
      notes.awaitUp(1);
      network.become(FaultyNetwork.Mood.BLACK_HOLE);
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      notes.awaitCause(Cause.ANSWER_OVERDUE);
      network.become(FaultyNetwork.Mood.WELL);
      network.reset();
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
    }
  }

  @Test
  void worksOverASlowNetwork() throws Exception {
    network.delay(150);
    notes.onArrival(arrival -> arrival.delivery().settled());
    try (var service = service();
        var link = link()) {
      notes.awaitUp(1);
      service.command(text("unlock"));
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      notes.await("the command", () -> notes.arrivals().size() == 1);
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
    }
  }

  @Test
  void holdsAReceiptThatTheBrokerRefusesAndSaysWhy() throws Exception {
    broker.stop();
    broker.allow("pattern read portcullis/1/%u/command\n");
    broker.startAgain();
    try (var link = link()) {
      assertEquals(Offer.TAKEN, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      notes.awaitCause(Cause.NOT_AUTHORISED_TO_PUBLISH);
      notes.await("tried again", () -> notes.refusals().size() >= 2);
      assertEquals(PublishRefusal.NOT_AUTHORISED, notes.refusals().getFirst());
      assertEquals(
          Offer.ALREADY_HELD, link.offer(new OutboxId(1), Outlet.Each.RECEIPT, text("done")));
      broker.stop();
      broker.allow("pattern read portcullis/1/%u/command\npattern write portcullis/1/%u/receipt\n");
      broker.startAgain();
      notes.await("the receipt", () -> notes.delivered().containsKey(new OutboxId(1)));
      notes.await("up", () -> link.state() instanceof LinkState.Up);
    }
  }

  @Test
  void namesACertificateTheBrokerDoesNotTrust() throws Exception {
    var stranger = STRANGER.issue(Rig.VEHICLE);
    try (var _ = Rig.start(Rig.settings(network.port()), AUTHORITY.context(stranger), notes)) {
      notes.awaitCause(Cause.CERTIFICATE_REFUSED);
    }
  }

  @Test
  void namesAnExpiredCertificateOfOurs() throws Exception {
    var expired = AUTHORITY.issueExpired(Rig.VEHICLE);
    try (var _ = Rig.start(Rig.settings(network.port()), AUTHORITY.context(expired), notes)) {
      notes.awaitCause(Cause.CERTIFICATE_EXPIRED);
    }
  }

  @Test
  void namesABrokerThatIsNotTrusted() throws Exception {
    var own = AUTHORITY.issue(Rig.VEHICLE);
    try (var _ = Rig.start(Rig.settings(network.port()), STRANGER.context(own), notes)) {
      notes.awaitCause(Cause.BROKER_NOT_TRUSTED);
    }
  }

  @Test
  void namesABrokerWhoseCertificateIsForAnotherHost() throws Exception {
    var settings = Rig.settings(network.port());
    var byAddress =
        new LinkSettings(
            new BrokerAddress("127.0.0.1", network.port()),
            settings.clientId(),
            settings.keepAlive(),
            settings.sessionExpiry(),
            settings.deadlines(),
            settings.backOff(),
            settings.bounds());
    try (var _ = link(byAddress)) {
      notes.awaitCause(Cause.BROKER_NAME_MISMATCH);
    }
  }

  @Test
  void comesBackByItselfOnceTheBrokerIsThere() throws Exception {
    broker.stop();
    var direct = Rig.settings(broker.port());
    try (var _ = link(direct)) {
      notes.awaitCause(Cause.CONNECTION_REFUSED);
      broker.startAgain();
      notes.awaitUp(1);
    }
  }
}
