package dev.portcullis.simulator.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.authority.PartyKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real connections: who gets in, and what they may do there. */
class BrokerTest {

  private static final Party VEHICLE =
      new Party(PartyKind.VEHICLE, "00112233445566778899aabbccddeeff");
  private static final Party OTHER =
      new Party(PartyKind.VEHICLE, "ffeeddccbbaa99887766554433221100");
  private static final Party SERVICE = new Party(PartyKind.COMMAND_SERVICE, "command-service");
  private static final Party PHONE = new Party(PartyKind.PHONE, "phone-1");
  private static final Party MONITOR = new Party(PartyKind.MONITOR, "monitor");
  private static final MqttRefusal NOT_AUTHORISED =
      new MqttRefusal.Denied(MqttRefusal.NOT_AUTHORISED);
  private static final long A_WHILE = 10;
  private static final long A_MOMENT = 300;

  @TempDir private static Path folder;
  private static Broker broker;
  private static TestClients clients;

  @BeforeAll
  static void startTheBroker() throws Exception {
    var random = new SecureRandom();
    var authority = Authority.open(folder, InstantSource.system(), random);
    var keys =
        authority.issue(
            "broker", new Party(PartyKind.BROKER, "localhost"), List.of(KeyFiles.IDENTITY));
    broker =
        Broker.start(
            new BrokerDescription(
                TestClients.anyPort(),
                keys,
                authority.trustStore(),
                new BrokerStorage.InMemory(),
                new Administrator.None()),
            random);
    clients = new TestClients(authority, broker.address());
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void refusesAClientWithoutACertificate() throws Exception {
    var outcome =
        MqttConnection.open(clients.withoutCertificate(), MqttConnection.receiving((_, _) -> {}));
    assertInstanceOf(Outcome.Refused.class, outcome);
  }

  @Test
  void carriesACommandToItsVehicleAndAReceiptBack() throws Exception {
    var atVehicle = new LinkedBlockingQueue<Bytes>();
    var atService = new LinkedBlockingQueue<Bytes>();
    try (var vehicle =
            MqttConnection.open(
                    clients.login(VEHICLE),
                    MqttConnection.receiving((_, payload) -> atVehicle.add(payload)))
                .orFault();
        var service =
            MqttConnection.open(
                    clients.login(SERVICE),
                    MqttConnection.receiving((_, payload) -> atService.add(payload)))
                .orFault()) {
      TestClients.must(vehicle.subscribe(topic(VEHICLE, "command")));
      TestClients.must(service.subscribe("portcullis/1/+/receipt"));
      TestClients.must(service.publish(TestClients.message(topic(VEHICLE, "command"), "open")));
      assertEquals(Bytes.utf8("open"), atVehicle.poll(A_WHILE, TimeUnit.SECONDS));
      TestClients.must(vehicle.publish(TestClients.message(topic(VEHICLE, "receipt"), "done")));
      assertEquals(Bytes.utf8("done"), atService.poll(A_WHILE, TimeUnit.SECONDS));
    }
  }

  @Test
  void keepsARetainedBeaconForWhoComesLater() throws Exception {
    var seen = new LinkedBlockingQueue<Bytes>();
    try (var vehicle = clients.connect(VEHICLE).orFault()) {
      TestClients.must(
          vehicle.publish(
              new Publication(
                  topic(VEHICLE, "beacon"), Bytes.utf8("first"), new Publication.Retained())));
      TestClients.must(
          vehicle.publish(
              new Publication(
                  topic(VEHICLE, "beacon"), Bytes.utf8("second"), new Publication.Retained())));
    }
    try (var service =
        MqttConnection.open(
                clients.login(SERVICE), MqttConnection.receiving((_, payload) -> seen.add(payload)))
            .orFault()) {
      TestClients.must(service.subscribe("portcullis/1/+/beacon"));
      assertEquals(Bytes.utf8("second"), seen.poll(A_WHILE, TimeUnit.SECONDS));
      assertNull(seen.poll(A_MOMENT, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void refusesAVehicleThatSubscribesBelowAnother() throws Exception {
    try (var vehicle = clients.connect(VEHICLE).orFault()) {
      for (var filter :
          List.of(
              topic(OTHER, "command"),
              "portcullis/1/+/command",
              "portcullis/#",
              "#",
              "$share/group/" + topic(OTHER, "command"),
              topic(OTHER, "command") + "::" + OTHER.name() + "." + topic(OTHER, "command"),
              topic(VEHICLE, "receipt"))) {
        assertEquals(Outcome.refused(NOT_AUTHORISED), vehicle.subscribe(filter), filter);
      }
    }
  }

  @Test
  void refusesAVehicleThatPublishesBelowAnotherOrToItself() throws Exception {
    try (var vehicle = clients.connect(VEHICLE).orFault()) {
      for (var topic :
          List.of(
              topic(OTHER, "receipt"),
              topic(OTHER, "command"),
              topic(VEHICLE, "command"),
              "$sys.mqtt.sessions",
              "activemq.management")) {
        var outcome = vehicle.publish(TestClients.message(topic, "x"));
        assertEquals(Outcome.refused(NOT_AUTHORISED), outcome, topic);
      }
    }
  }

  @Test
  void refusesAPhoneAndAMonitorThatPublishACommand() throws Exception {
    for (var party : List.of(PHONE, MONITOR)) {
      try (var client = clients.connect(party).orFault()) {
        var outcome = client.publish(TestClients.message(topic(VEHICLE, "command"), "x"));
        assertEquals(Outcome.refused(NOT_AUTHORISED), outcome, party.name());
      }
    }
  }

  @Test
  void letsNoClientTakeTheSessionOfAnother() throws Exception {
    var login = clients.login(OTHER, VEHICLE.name(), new MqttLogin.CertificateOnly());
    var outcome = MqttConnection.open(login, MqttConnection.receiving((_, _) -> {}));
    assertInstanceOf(Outcome.Refused.class, outcome);
  }

  @Test
  void knowsNoAdministrator() throws Exception {
    var words =
        List.of(
            new MqttLogin.UserAndPassword("admin", "admin"),
            // What Artemis brings along, unless it is told otherwise.
            new MqttLogin.UserAndPassword("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"));
    for (var word : words) {
      var login = clients.login(PHONE, PHONE.name() + "-" + word.user().length(), word);
      var opened = MqttConnection.open(login, MqttConnection.receiving((_, _) -> {}));
      try (var client = opened.orFault()) {
        var outcome = client.publish(TestClients.message(topic(VEHICLE, "command"), "x"));
        assertEquals(Outcome.refused(NOT_AUTHORISED), outcome, word.user());
      }
    }
  }

  @Test
  void givesNobodyTheRightsOfAnotherWhoClaimsTheSameUserName() throws Exception {
    var word = new MqttLogin.UserAndPassword("same", "same");
    var logins =
        List.of(
            clients.login(VEHICLE, VEHICLE.name() + "-2", word),
            clients.login(OTHER, OTHER.name() + "-2", word));
    try (var vehicle =
            MqttConnection.open(logins.getFirst(), MqttConnection.receiving((_, _) -> {}))
                .orFault();
        var other =
            MqttConnection.open(logins.getLast(), MqttConnection.receiving((_, _) -> {}))
                .orFault()) {
      var event = TestClients.message(topic(VEHICLE, "event"), "x");
      assertInstanceOf(Outcome.Passed.class, vehicle.publish(event));
      assertEquals(Outcome.refused(NOT_AUTHORISED), other.publish(event));
    }
  }

  @Test
  void letsAHardCodedAdministratorPublishAnythingWhereTheAttackAsksForIt() throws Exception {
    var random = new SecureRandom();
    var authority = Authority.open(folder, InstantSource.system(), random);
    var keys =
        authority.issue(
            "broker", new Party(PartyKind.BROKER, "localhost"), List.of(KeyFiles.IDENTITY));
    try (var careless =
        Broker.start(
            new BrokerDescription(
                TestClients.anyPort(),
                keys,
                authority.trustStore(),
                new BrokerStorage.InMemory(),
                new Administrator.HardCoded("admin", "s3cret")),
            random)) {
      var there = new TestClients(authority, careless.address());
      var login =
          there.login(PHONE, PHONE.name(), new MqttLogin.UserAndPassword("admin", "s3cret"));
      try (var thief =
              MqttConnection.open(login, MqttConnection.receiving((_, _) -> {})).orFault();
          var phone = there.connect(new Party(PartyKind.PHONE, "phone-2")).orFault()) {
        var command = TestClients.message(topic(VEHICLE, "command"), "x");
        assertInstanceOf(Outcome.Passed.class, thief.publish(command));
        assertEquals(Outcome.refused(NOT_AUTHORISED), phone.publish(command));
      }
    }
  }

  @Test
  void goesOnWithRetainedMessagesAfterARestart(@TempDir Path storage) throws Exception {
    var random = new SecureRandom();
    var authority = Authority.open(folder, InstantSource.system(), random);
    var keys =
        authority.issue(
            "broker", new Party(PartyKind.BROKER, "localhost"), List.of(KeyFiles.IDENTITY));
    var address = TestClients.anyPort();
    for (var round : List.of("before", "after")) {
      try (var lasting =
          Broker.start(
              new BrokerDescription(
                  address,
                  keys,
                  authority.trustStore(),
                  new BrokerStorage.InFolder(storage),
                  new Administrator.None()),
              random)) {
        address = lasting.address();
        var there = new TestClients(authority, address);
        if (round.equals("before")) {
          try (var vehicle = there.connect(VEHICLE).orFault()) {
            TestClients.must(
                vehicle.publish(
                    new Publication(
                        topic(VEHICLE, "beacon"), Bytes.utf8("kept"), new Publication.Retained())));
          }
        } else {
          var seen = new LinkedBlockingQueue<Bytes>();
          try (var service =
              MqttConnection.open(
                      there.login(SERVICE),
                      MqttConnection.receiving((_, payload) -> seen.add(payload)))
                  .orFault()) {
            TestClients.must(service.subscribe("portcullis/1/+/beacon"));
            assertEquals(Bytes.utf8("kept"), seen.poll(A_WHILE, TimeUnit.SECONDS));
          }
        }
      }
    }
    assertTrue(address.getPort() > 0);
  }

  private static String topic(Party vehicle, String leaf) {
    return "portcullis/1/" + vehicle.name() + "/" + leaf;
  }
}
