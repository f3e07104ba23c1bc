package dev.portcullis.can.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.ActionName;
import dev.portcullis.can.actuate.Actuation;
import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.DecisionId;
import dev.portcullis.can.actuate.Demand;
import dev.portcullis.can.actuate.Gesture;
import dev.portcullis.can.actuate.PortStatus;
import dev.portcullis.can.actuate.Precondition;
import dev.portcullis.can.actuate.Ready;
import dev.portcullis.can.actuate.SendRefusal;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.can.permit.Mode;
import dev.portcullis.can.permit.Silence;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.can.testing.FakeCar.Manner;
import dev.portcullis.can.watch.Alarm;
import dev.portcullis.can.watch.FindingKind;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends over a real Unix-domain socket, the demo car behind a port in memory. */
@Timeout(60)
final class RemoteBridgeTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final Duration GENEROUS = Duration.ofSeconds(20);
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[8]));
  private static final Demand LOCK = demand("lock");
  private static final Digest DESCRIPTION = FakeDescription.FIRST;

  private static Demand demand(String action) {
    return Demand.of(new ActionName(action));
  }

  private static Outcome<Ready, Precondition> asked(RemoteBridge agent, String condition) {
    return agent.ready(new Demand(LOCK.action(), Optional.of(condition)));
  }

  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private final List<String> server = new CopyOnWriteArrayList<>();
  private final List<LinkStatus> links = new CopyOnWriteArrayList<>();
  private final List<PortStatus> ports = new CopyOnWriteArrayList<>();
  private final List<Gesture> gestures = new CopyOnWriteArrayList<>();
  private final List<String> unauthentic = new CopyOnWriteArrayList<>();
  private EventRelay relay = new EventRelay(System::nanoTime);
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
  private final List<Long> handedOver = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  private final FakeDescription described = new FakeDescription();

  @TempDir private Path folder = Path.of("");

  private Bridge bridge =
      Bridge.open(
          car.commands(),
          car.port(),
          System::nanoTime,
          car.secOc(),
          new BridgeObservers((_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, _, _) -> {}));
  private Optional<BridgeServer> running = Optional.empty();

  private Path socket() {
    return folder.resolve("s");
  }

  private UserPrincipal self() throws IOException {
    return Files.getOwner(folder);
  }

  @BeforeEach
  void startTheServer() throws IOException, InterruptedException {
    bridge.close();
    startServer(self());
    assertTrue(bridge.awaitState(GENEROUS));
  }

  private void startServer(UserPrincipal agent) throws IOException {
    relay = new EventRelay(System::nanoTime);
    bridge =
        Bridge.open(
            car.commands(),
            car.port(),
            System::nanoTime,
            car.secOc(),
            new BridgeObservers(relay, relay, relay, relay));
    Files.deleteIfExists(socket());
    var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket()));
    running =
        Optional.of(
            BridgeServer.start(
                listening,
                new BridgeServer.Served(bridge, bridge, described, agent, relay),
                new ServerObserver() {
                  @Override
                  public void agentCame() {
                    server.add("came");
                  }

                  @Override
                  public void agentWent(Ending why) {
                    server.add("went " + why);
                  }

                  @Override
                  public void turnedAway(String user, Ending why) {
                    server.add("turned away " + why);
                  }
                },
                System::nanoTime));
  }

  private void stopServer() {
    running.ifPresent(BridgeServer::close);
    running = Optional.empty();
    bridge.close();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened) {
      each.close();
    }
    stopServer();
    car.close();
  }

  private RemoteBridge agent() {
    var agent =
        RemoteBridge.start(
            socket(),
            car.commands().observedNames(),
            new RemoteBridge.Observers(
                new BridgeObservers(
                    (_, _, nanos) -> handedOver.add(nanos),
                    gestures::add,
                    (_, status) -> ports.add(status),
                    (message, why, frames) -> unauthentic.add(message + " " + why + " " + frames)),
                alarms::add,
                links::add),
            System::nanoTime);
    opened.add(agent);
    return agent;
  }

  private RemoteBridge connected() {
    var agent = agent();
    awaitThat(() -> agent.status().orElse(down()) instanceof LinkStatus.Up);
    return agent;
  }

  private static LinkStatus down() {
    return new LinkStatus.Down(Ending.NOBODY_THERE);
  }

  private static void awaitThat(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it never came true");
      LockSupport.parkNanos(A_MOMENT);
    }
  }

  /** A connection that says what the test says. */
  private final class Raw implements AutoCloseable {
    private final SocketChannel channel;
    private final MessageChannel messages;

    Raw() throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
      messages = new MessageChannel(channel);
      opened.add(this);
    }

    Raw greeted() {
      send(new Request.Hello(Request.VERSION));
      assertEquals(new Answer.Welcome(Request.VERSION, DESCRIPTION), next().orElseThrow());
      return this;
    }

    void send(Request request) {
      var _ = messages.send(RequestCodec.encode(request)).orFault();
    }

    /** The next answer but events; nothing at the end. */
    Optional<Answer> next() {
      long deadline = System.nanoTime() + GENEROUS.toNanos();
      while (System.nanoTime() < deadline) {
        switch (messages.receive()) {
          case Outcome.Refused<List<Bytes>, Ending> _ -> {
            return Optional.empty();
          }
          case Outcome.Passed<List<Bytes>, Ending>(var whole) -> {
            for (var message : whole) {
              var answer = AnswerCodec.parse(message).orFault();
              if (!(answer instanceof Answer.Port)) {
                return Optional.of(answer);
              }
            }
          }
        }
        LockSupport.parkNanos(A_MOMENT);
      }
      throw new AssertionError("nothing came");
    }

    void endsWith(Ending why) {
      assertEquals(Optional.of(new Answer.Goodbye(why)), next());
    }

    @Override
    public void close() {
      messages.close();
    }
  }

  @Test
  void answersAsTheBridgeItselfWould() {
    var agent = connected();
    assertEquals(Outcome.passed(new Ready(LOCK.action())), agent.ready(LOCK));
    assertEquals(Outcome.refused(Precondition.UNKNOWN_ACTION), agent.ready(demand("fly")));
    assertEquals(Outcome.passed(new Ready(LOCK.action())), asked(agent, "SPEED.Speed == 0 km/h"));
    assertEquals(
        Outcome.refused(Precondition.CONDITION_UNMET), asked(agent, "SPEED.Speed > 5 km/h"));
    assertEquals(Outcome.refused(Precondition.STATE_UNKNOWN), asked(agent, "Wings == SPREAD"));
    assertEquals(Optional.empty(), agent.unmet("SPEED.Speed == 0 km/h"));
    for (String each : List.of("SPEED.Speed > 5 km/h", "Wings == SPREAD", "no condition at all")) {
      assertTrue(agent.unmet(each).isPresent());
      assertEquals(bridge.unmet(each), agent.unmet(each));
    }
    assertEquals(bridge.observed(), agent.observed());
    assertEquals(List.of(new LinkStatus.Up(DESCRIPTION)), links);
  }

  @Test
  void carriesOutAnActionAndSaysWhenItsFrameWentOut() {
    var agent = connected();
    long before = System.nanoTime();
    var confirmed =
        assertInstanceOf(Actuation.Confirmed.class, agent.actuate(LOCK, DECISION, Map.of()));
    assertEquals("LOCKED", confirmed.observed().get("lock"));
    assertEquals(1, car.port().sent().size());
    assertEquals(1, handedOver.size());
    // System.nanoTime is CLOCK_MONOTONIC on Linux: the same for every process of this kernel.
    assertTrue(handedOver.getFirst() >= before && handedOver.getFirst() <= System.nanoTime());
  }

  @Test
  void refusesByTheBridgesOwnReasons() {
    var agent = connected();
    assertEquals(
        new Actuation.NotTransmitted(SendRefusal.BAD_PARAMETER),
        agent.actuate(demand("start"), DECISION, Map.of("run-time", 1_000_000L)));
    car.set("SPEED", "Speed", 5000);
    awaitThat(() ->
        agent.ready(LOCK).equals(Outcome.refused(Precondition.NOT_STANDING))
            || agent.ready(demand("unlock")).equals(Outcome.refused(Precondition.NOT_STANDING)));
    assertEquals(
        new Actuation.NotTransmitted(Precondition.NOT_STANDING),
        agent.actuate(demand("unlock"), DECISION, Map.of()));
    assertTrue(car.port().sent().isEmpty());
  }

  @Test
  void tellsOfGesturesAndOfTheAdapter() {
    var agent = connected();
    awaitThat(() -> ports.equals(List.of(new PortStatus.Open())));
    car.set("BODY_STATUS", "KeyCard", 1);
    awaitThat(() -> gestures.contains(Gesture.ENROL));
    car.port().vanish();
    awaitThat(() -> ports.size() >= 2 && ports.get(1) instanceof PortStatus.Lost);
    assertEquals(Outcome.refused(Precondition.ADAPTER_GONE), agent.ready(LOCK));
  }

  @Test
  void aGestureThatWaitedInTheSocketIsNobodysAnyMore() throws IOException {
    stopServer();
    Files.deleteIfExists(socket());
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket()));
      var _ = agent();
      var bridgeEnd = new MessageChannel(listening.accept());
      opened.add(bridgeEnd);
      long longAgo = System.nanoTime() - Duration.ofSeconds(3).toNanos();
      for (var answer :
          List.of(
              new Answer.Welcome(Request.VERSION, DESCRIPTION),
              new Answer.Given(Gesture.HAND_OVER, longAgo),
              new Answer.Given(Gesture.ENROL, System.nanoTime()))) {
        var _ = bridgeEnd.send(AnswerCodec.encode(answer)).orFault();
      }
      awaitThat(() -> !gestures.isEmpty());
      assertEquals(List.of(Gesture.ENROL), gestures);
    }
  }

  @Test
  void withoutItsBridgeNothingIsKnownAndNothingTransmittedUntilItIsBack() throws IOException {
    var agent = connected();
    stopServer();
    awaitThat(() -> agent.status().orElseThrow() instanceof LinkStatus.Down);
    assertEquals(Outcome.refused(Precondition.ADAPTER_GONE), agent.ready(LOCK));
    assertEquals(Outcome.refused(Precondition.ADAPTER_GONE), asked(agent, "SPEED.Speed == 0 km/h"));
    assertEquals(Optional.of(Precondition.ADAPTER_GONE), agent.unmet("SPEED.Speed == 0 km/h"));
    assertEquals(
        new Actuation.NotTransmitted(Precondition.ADAPTER_GONE),
        agent.actuate(LOCK, DECISION, Map.of()));
    assertTrue(agent.observed().values().stream().allMatch("unknown"::equals));
    assertEquals(car.commands().observedNames().size(), agent.observed().size());
    startServer(self());
    awaitThat(() -> agent.status().orElseThrow() instanceof LinkStatus.Up);
    assertEquals(LinkStatus.Up.class, links.getFirst().getClass());
    assertEquals(LinkStatus.Up.class, links.getLast().getClass());
    for (int i = 1; i < links.size(); i++) {
      assertTrue(!links.get(i).equals(links.get(i - 1)), "told twice: " + links);
    }
  }

  @Test
  void aBridgeThatGoesWhileItActsLeavesTheActionUnconfirmed() throws Exception {
    stopServer();
    Files.deleteIfExists(socket());
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket()));
      var agent = agent();
      var bridgeEnd = new MessageChannel(listening.accept());
      var _ =
          bridgeEnd
              .send(AnswerCodec.encode(new Answer.Welcome(Request.VERSION, DESCRIPTION)))
              .orFault();
      awaitThat(() -> agent.status().isPresent());
      var acting = CompletableFuture.supplyAsync(() -> agent.actuate(LOCK, DECISION, Map.of()));
      awaitRequest(bridgeEnd, Request.Actuate.class);
      bridgeEnd.close();
      assertEquals(
          new Actuation.Unconfirmed(Actuation.Doubt.BRIDGE_LOST),
          acting.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
      // Never repeated: the next connection is not asked for it.
      var next = new MessageChannel(listening.accept());
      opened.add(next);
      var _ =
          next.send(AnswerCodec.encode(new Answer.Welcome(Request.VERSION, DESCRIPTION))).orFault();
      awaitRequest(next, Request.Heartbeat.class);
    }
  }

  /** Waits for a request of this kind; greetings and heartbeats may come before it. */
  private static void awaitRequest(MessageChannel end, Class<? extends Request> kind) {
    awaitThat(() -> {
      boolean found = false;
      for (var message : end.receive().orFault()) {
        var request = RequestCodec.parse(message).orFault();
        assertTrue(
            kind.isInstance(request)
                || request instanceof Request.Hello
                || request instanceof Request.Heartbeat,
            request.toString());
        found |= kind.isInstance(request);
      }
      return found;
    });
  }

  @Test
  void aBridgeThatFallsSilentIsGivenUp() throws IOException {
    stopServer();
    Files.deleteIfExists(socket());
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket()));
      var agent = agent();
      var bridgeEnd = new MessageChannel(listening.accept());
      opened.add(bridgeEnd);
      var _ =
          bridgeEnd
              .send(AnswerCodec.encode(new Answer.Welcome(Request.VERSION, DESCRIPTION)))
              .orFault();
      awaitThat(() -> links.contains(new LinkStatus.Down(Ending.HEARTBEAT_LOST)));
      assertEquals(Outcome.refused(Precondition.ADAPTER_GONE), asked(agent, "x"));
    }
  }

  @Test
  void anAgentThatFallsSilentLosesItsConnectionAndNothingIsTransmittedAnyMore() throws IOException {
    var silent = new Raw().greeted();
    silent.endsWith(Ending.HEARTBEAT_LOST);
    awaitThat(() -> server.contains("went HEARTBEAT_LOST"));
    var _ =
        silent.messages.send(RequestCodec.encode(new Request.Actuate(1, LOCK, DECISION, Map.of())));
    assertTrue(car.port().sent().isEmpty());
    var _ = new Raw().greeted();
  }

  @Test
  void anActionUnderWayEndsByItsOwnDeadlineWithoutItsAgent() throws IOException {
    car.manner(Manner.DEAF);
    var dying = new Raw().greeted();
    dying.send(new Request.Actuate(1, LOCK, DECISION, Map.of()));
    awaitThat(() -> car.port().sent().size() == 1);
    dying.close();
    awaitThat(() -> server.contains("went HUNG_UP"));
    car.manner(Manner.OBEDIENT);
    assertInstanceOf(Actuation.Confirmed.class, connected().actuate(LOCK, DECISION, Map.of()));
    assertEquals(2, car.port().sent().size());
  }

  @Test
  void nothingIsCarriedOutBeforeAHello() throws IOException {
    var rude = new Raw();
    rude.send(new Request.Actuate(1, LOCK, DECISION, Map.of()));
    rude.endsWith(Ending.NO_HELLO);
    awaitThat(() -> server.equals(List.of("turned away NO_HELLO")));
    assertTrue(car.port().sent().isEmpty());
  }

  @Test
  void aSecondHelloEndsTheConnection() throws IOException {
    var twice = new Raw().greeted();
    twice.send(new Request.Hello(Request.VERSION));
    twice.endsWith(Ending.NO_HELLO);
  }

  @Test
  void anotherVersionIsTurnedAway() throws IOException {
    var newer = new Raw();
    newer.send(new Request.Hello(Request.VERSION + 1));
    newer.endsWith(Ending.WRONG_VERSION);
  }

  @Test
  void oneAgentAtATimeAndTheNextOnceItIsGone() throws IOException {
    var first = new Raw().greeted();
    new Raw().endsWith(Ending.ALREADY_CONNECTED);
    first.close();
    var next = new Raw();
    var _ = next.greeted();
    awaitThat(() ->
        server.equals(List.of("came", "turned away ALREADY_CONNECTED", "went HUNG_UP", "came")));
  }

  @Test
  void aProgramOfAnotherUserIsTurnedAway() throws IOException {
    stopServer();
    server.clear();
    startServer(new Stranger());
    new Raw().endsWith(Ending.WRONG_USER);
    awaitThat(() -> server.equals(List.of("turned away WRONG_USER")));
  }

  /** A user that no process of this test runs as. */
  private static final class Stranger implements UserPrincipal {
    @Override
    public String getName() {
      return "stranger";
    }
  }

  @Test
  void bytesThatAreNoMessageEndTheConnectionByName() throws IOException {
    var garbage = new Raw().greeted();
    var _ = garbage.messages.send(Bytes.utf8("open the car"));
    garbage.endsWith(Ending.NOT_CBOR);
    var frame = new Raw().greeted();
    var _ = frame.messages.send(Bytes.fromHex("84186301190 2d0".replace(" ", "") + "40"));
    frame.endsWith(Ending.UNKNOWN_KIND);
    var huge = new Raw().greeted();
    var _ = huge.messages.send(Bytes.of(new byte[MessageChannel.LONGEST + 1]));
    huge.endsWith(Ending.BAD_LENGTH);
    assertTrue(car.port().sent().isEmpty());
  }

  @Test
  void moreActionsThanOneUnderWayAndOneThatWaitsEndTheConnection() throws IOException {
    car.manner(Manner.DEAF);
    var greedy = new Raw().greeted();
    for (int i = 0; i < 4; i++) {
      // The server may have hung up before the last of them is sent.
      var _ =
          greedy.messages.send(
              RequestCodec.encode(new Request.Actuate(i, LOCK, DECISION, Map.of())));
    }
    awaitThat(() -> server.contains("went ACTION_UNDER_WAY"));
    // The one that waited is not begun any more.
    car.manner(Manner.OBEDIENT);
    assertTrue(car.port().sent().size() <= 1);
  }

  private static Unverified car(int size) {
    byte[] dbc = new byte[size];
    new Random(5).nextBytes(dbc);
    return new Unverified(
        Bytes.of(dbc), Bytes.utf8("schema = 1"), "commands.toml", Bytes.utf8("signatures"));
  }

  @Test
  void aDescriptionGoesOverWholeWhateverItsLength() {
    var agent = connected();
    int most = DescriptionPart.MESSAGES.longest();
    int piece = RequestCodec.LARGEST_PIECE;
    for (int size : new int[] {0, 1, piece - 1, piece, piece + 1, most}) {
      var offered = car(size);
      assertEquals(Outcome.passed(Digest.of(offered.messages())), agent.change(offered));
      assertEquals(offered, described.offered().getLast());
    }
    assertTrue(server.equals(List.of("came")), "the connection stays");
  }

  @Test
  void theNextAgentIsToldOfTheDescriptionThatIsInForceByThen() throws Exception {
    var agent = connected();
    var digest = agent.change(car(100)).orFault();
    agent.close();
    awaitThat(() -> server.contains("went HUNG_UP"));
    var next = new Raw();
    next.send(new Request.Hello(Request.VERSION));
    assertEquals(new Answer.Welcome(Request.VERSION, digest), next.next().orElseThrow());
  }

  @Test
  void aRefusedDescriptionIsRefusedByTheBridgesOwnReason() {
    var why = new ChangeRefusal(ChangeRefusal.Reason.OLDER_SEQUENCE, "sequence 4, in force is 5");
    described.refuse(why);
    assertEquals(Outcome.refused(why), connected().change(car(100)));
  }

  @Test
  void oneThatIsTooLongIsNotEvenOffered() {
    var agent = connected();
    assertTrue(
        agent.change(car(DescriptionPart.MESSAGES.longest() + 1))
                instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
            && why.reason() == ChangeRefusal.Reason.TOO_LARGE);
    assertTrue(described.offered().isEmpty());
  }

  @Test
  void withoutItsBridgeNothingCanBeChanged() {
    var agent = connected();
    stopServer();
    awaitThat(() -> agent.status().orElseThrow() instanceof LinkStatus.Down);
    assertTrue(
        agent.change(car(100)) instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
            && why.reason() == ChangeRefusal.Reason.NOT_REACHED);
  }

  @Test
  void aBridgeThatGoesWhileItChangesLeavesNoAnswer() throws Exception {
    stopServer();
    Files.deleteIfExists(socket());
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket()));
      var agent = agent();
      var bridgeEnd = new MessageChannel(listening.accept());
      var _ =
          bridgeEnd
              .send(AnswerCodec.encode(new Answer.Welcome(Request.VERSION, DESCRIPTION)))
              .orFault();
      awaitThat(() -> agent.status().isPresent());
      var changing = CompletableFuture.supplyAsync(() -> agent.change(car(0)));
      for (boolean isAsked = false; !isAsked; ) {
        for (var message : bridgeEnd.receive().orFault()) {
          switch (RequestCodec.parse(message).orFault()) {
            case Request.Offer offer -> {
              var _ =
                  bridgeEnd.send(AnswerCodec.encode(new Answer.Taken(offer.number()))).orFault();
            }
            case Request.Change _ -> isAsked = true;
            case Request _ -> {}
          }
        }
      }
      bridgeEnd.close();
      assertTrue(
          changing.get(GENEROUS.toSeconds(), TimeUnit.SECONDS)
                  instanceof Outcome.Refused<Digest, ChangeRefusal>(var why)
              && why.reason() == ChangeRefusal.Reason.UNANSWERED);
    }
  }

  @Test
  void aPieceThatDoesNotFollowOrIsTooMuchEndsTheConnection() throws IOException {
    var early = new Raw();
    early.send(new Request.Offer(1, DescriptionPart.MESSAGES, 0, Bytes.utf8("x")));
    early.endsWith(Ending.NO_HELLO);
    var leaping = new Raw().greeted();
    leaping.send(new Request.Offer(1, DescriptionPart.COMMANDS, 5, Bytes.utf8("x")));
    leaping.endsWith(Ending.WRONG_STRUCTURE);
    var endless = new Raw().greeted();
    var piece = Bytes.of(new byte[RequestCodec.LARGEST_PIECE]);
    int longest = DescriptionPart.SIGNATURES.longest();
    int at = 0;
    for (; at + piece.size() <= longest; at += piece.size()) {
      endless.send(new Request.Offer(at, DescriptionPart.SIGNATURES, at, piece));
      assertEquals(Optional.of(new Answer.Taken(at)), endless.next());
    }
    endless.send(new Request.Offer(at, DescriptionPart.SIGNATURES, at, piece));
    endless.endsWith(Ending.BAD_LENGTH);
    assertTrue(described.offered().isEmpty());
  }

  @Test
  void withoutAGreetedAgentTheModeItselfIsSilent() throws Exception {
    assertEquals(new Mode.Silent(Silence.GATE_LOST), bridge.mode());
    var agent = connected();
    awaitThat(() -> bridge.mode().equals(new Mode.Operating()));
    agent.close();
    awaitThat(() -> server.contains("went HUNG_UP"));
    assertEquals(new Mode.Silent(Silence.GATE_LOST), bridge.mode());
    assertEquals(
        new Actuation.NotTransmitted(Precondition.GATE_LOST),
        bridge.actuate(LOCK, DECISION, Map.of()));
    assertTrue(car.port().sent().isEmpty());
  }

  @Test
  void anAgentThatReadsNothingLosesItsConnectionAndHoldsUpNobody() throws IOException {
    var deaf = new Raw().greeted();
    for (int i = 0; server.stream().noneMatch(line -> line.startsWith("went")); i++) {
      if (deaf.messages.send(RequestCodec.encode(new Request.Observe(i)))
          instanceof Outcome.Refused) {
        break;
      }
    }
    awaitThat(() -> server.stream().anyMatch(line -> line.startsWith("went")));
    var _ = new Raw().greeted();
  }

  @Test
  void whatTheWatchFindsReachesTheAgent() {
    var _ = connected();
    var alarm = new Alarm(FindingKind.UNKNOWN_ID, Optional.of("123"), "nobody's", 7);
    awaitThat(() -> {
      relay.raised(alarm);
      return alarms.contains(alarm);
    });
  }
}
