package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.actuate.Actuation.Confirmed;
import dev.portcullis.can.actuate.Actuation.Doubt;
import dev.portcullis.can.actuate.Actuation.NotTransmitted;
import dev.portcullis.can.actuate.Actuation.Unconfirmed;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.can.frame.BusCondition;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.permit.Mode;
import dev.portcullis.can.permit.Silence;
import dev.portcullis.can.port.PortLoss;
import dev.portcullis.can.port.PortRefusal;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessStore;
import dev.portcullis.can.secoc.FreshnessValue;
import dev.portcullis.can.secoc.SecOcParts;
import dev.portcullis.can.state.FrameVerdict;
import dev.portcullis.can.testing.FakeCanPort.Answers;
import dev.portcullis.can.testing.FakeCanPort.Writes;
import dev.portcullis.can.testing.FakeCar;
import dev.portcullis.can.testing.FakeCar.Manner;
import dev.portcullis.can.testing.MemoryFreshness;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeTest {

  // A test that waits leaves the processor to what it waits for.
  private static final long A_MOMENT = 1_000_000;

  private static final Path CAR =
      Path.of(System.getProperty("project.root", ".."), "simulator", "car");
  private static final DecisionId DECISION = new DecisionId(Bytes.of(new byte[16]));
  private static final Demand LOCK = demand("lock");
  private static final Demand UNLOCK = demand("unlock");
  private static final Demand START = demand("start");
  private static final Demand STOP = demand("stop");
  private static final Demand TRUNK = demand("trunk");
  private static final Demand CLIMATE_ON = demand("climate-on");
  private static final Map<String, Long> NONE = Map.of();
  private static final Map<String, Long> TEN_MINUTES = Map.of("run-time", 600L);
  private static final Duration GENEROUS = Duration.ofSeconds(20);
  private static final Duration A_DAY = Duration.ofDays(1);

  private static Demand demand(String action) {
    return Demand.of(new ActionName(action));
  }

  private final FakeCar car = new FakeCar(CAR, System::nanoTime);
  private final List<DecisionId> handedOver = new CopyOnWriteArrayList<>();
  private final List<Gesture> gestures = new CopyOnWriteArrayList<>();
  private final List<String> unauthentic = new CopyOnWriteArrayList<>();
  private final List<PortStatus> statuses = new CopyOnWriteArrayList<>();
  private final Bridge bridge =
      Bridge.open(
          car.commands(),
          car.port(),
          System::nanoTime,
          car.secOc(),
          new BridgeObservers(
              (id, _, _) -> handedOver.add(id),
              gestures::add,
              (_, status) -> statuses.add(status),
              (message, why, _) -> unauthentic.add(message + " " + why)));

  @BeforeEach
  void theCarIsSeen() throws InterruptedException {
    bridge.heard(A_DAY);
    assertTrue(bridge.awaitState(GENEROUS));
    // The first frames may come while the port is still being opened.
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!(bridge.portStatus() instanceof PortStatus.Open)) {
      assertTrue(System.nanoTime() < deadline, "the port never opened");
      LockSupport.parkNanos(A_MOMENT);
    }
  }

  @AfterEach
  void close() {
    bridge.close();
    car.close();
  }

  @Test
  void confirmsEveryActionByItsOwnSignal() {
    confirms("lock", NONE, "lock", "LOCKED");
    confirms("unlock", NONE, "lock", "UNLOCKED");
    confirms("trunk", NONE, "trunk", "OPEN");
    confirms("horn-lights", NONE, "horn-lights", "ACTIVE");
    confirms("climate-on", Map.of("temperature", 21L), "climate", "ON");
    assertEquals(21, car.get("BODY_STATUS", "ClimateTarget"));
    confirms("climate-off", NONE, "climate", "OFF");
    confirms("start", TEN_MINUTES, "engine", "REMOTE");
    assertEquals(600, car.get("ENGINE_STATUS", "RunTimeLeft"));
    confirms("stop", NONE, "engine", "OFF");
    assertEquals(8, car.port().sent().size());
    assertEquals(8, handedOver.size());
  }

  private void confirms(
      String action, Map<String, Long> parameters, String observed, String value) {
    Actuation actuation = bridge.actuate(demand(action), DECISION, parameters);
    var confirmed = assertInstanceOf(Confirmed.class, actuation, action);
    assertEquals(value, confirmed.observed().get(observed));
  }

  @Test
  void sendsAlsoWhereTheStateAlreadyHoldsAndWaitsForAFreshFrame() {
    assertInstanceOf(Confirmed.class, bridge.actuate(UNLOCK, DECISION, NONE));
    assertEquals(1, car.port().sent().size());
    car.manner(Manner.MUTE);
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(UNLOCK, DECISION, NONE));
    assertEquals(2, car.port().sent().size());
  }

  @Test
  void whereTheStateAlreadyHoldsAReportThatWasOnItsWayConfirmsNothing() {
    car.manner(Manner.MUTE);
    car.port().react(_ -> car.port().deliver(car.status("BODY_STATUS")));
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(UNLOCK, DECISION, NONE));
  }

  @Test
  void whereTheStateAlreadyHoldsAFrameTheAdapterDidNotTakeIsNotConfirmed() {
    assertInstanceOf(Confirmed.class, bridge.actuate(UNLOCK, DECISION, NONE));
    car.port().answers(Answers.MISSING);
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(UNLOCK, DECISION, NONE));
  }

  @Test
  void anAdapterThatNeverAnswersConfirmsAStateThatAlreadyHoldsAfterALongerTime() {
    car.port().answers(Answers.MISSING);
    long before = System.nanoTime();
    assertInstanceOf(Confirmed.class, bridge.actuate(UNLOCK, DECISION, NONE));
    assertTrue(System.nanoTime() - before > HandOver.UNANSWERED_NANOS);
  }

  @Test
  void aChangeIsConfirmedWithoutTheAdaptersAnswer() {
    car.port().answers(Answers.MISSING);
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
  }

  @Test
  void everyFrameHasAFreshnessValueAboveTheOneBefore() {
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
    }
    List<CanFrame> sent = car.port().sent();
    for (int i = 0; i < sent.size(); i++) {
      assertEquals(20, sent.get(i).payload().size());
      assertEquals("%016x".formatted(i + 1), sent.get(i).payload().slice(4, 12).hex());
    }
  }

  @Test
  void doesNotBelieveItsOwnEcho() {
    car.manner(Manner.MUTE);
    car.port().react(frame -> car.port().deliver(frame));
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(LOCK, DECISION, NONE));
  }

  @Test
  void keepsOppositeFeedbackApartFromNone() {
    car.manner(Manner.DEAF);
    assertEquals(new Unconfirmed(Doubt.OPPOSITE_FEEDBACK), bridge.actuate(LOCK, DECISION, NONE));
    car.manner(Manner.MUTE);
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(LOCK, DECISION, NONE));
  }

  @Test
  void aLateFeedbackWithinTheDeadlineConfirms() {
    car.manner(Manner.DEAF);
    car.port()
        .react(_ ->
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    TimeUnit.MILLISECONDS.sleep(60);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                  car.set("BODY_STATUS", "DoorLock", 1);
                }));
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
  }

  @Test
  void feedbackFakedByWhoeverHasNotTheKeyConfirmsNothingAndIsReported() {
    car.manner(Manner.MUTE);
    car.port().react(_ -> car.port().deliver(forged("BODY_STATUS", "DoorLock", 1)));
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(LOCK, DECISION, NONE));
    assertEquals(List.of("BODY_STATUS BAD_MAC"), unauthentic);
    assertEquals(1, bridge.receiveCounts().frames().get(FrameVerdict.BAD_MAC));
  }

  @Test
  void aRecordedConfirmationConfirmsNothingAndIsReported() {
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
    CanFrame recording = car.status("BODY_STATUS");
    assertInstanceOf(Confirmed.class, bridge.actuate(UNLOCK, DECISION, NONE));
    car.manner(Manner.MUTE);
    car.port().react(_ -> car.port().deliver(recording));
    assertEquals(new Unconfirmed(Doubt.NO_FEEDBACK), bridge.actuate(LOCK, DECISION, NONE));
    assertEquals(List.of("BODY_STATUS REPLAYED"), unauthentic);
  }

  @Test
  void whoeverSpeaksInOurNameIsReportedAtOnce() {
    CanFrame ours = car.commands().action(LOCK.action()).orElseThrow().frame(NONE, 0).orFault();
    car.port().deliver(ours);
    assertEquals(List.of("BODY_COMMAND OUR_OWN_ID"), unauthentic);
    car.port().deliver(ours);
    car.port().deliverFromThisHost(ours);
    assertEquals(List.of("BODY_COMMAND OUR_OWN_ID", "BODY_COMMAND SENT_BY_THIS_HOST"), unauthentic);
    assertEquals(2, bridge.receiveCounts().frames().get(FrameVerdict.OUR_OWN_ID));
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
    assertEquals(2, unauthentic.size(), "what we send ourselves is no event");
  }

  @Test
  void aStandstillFakedInADrivingCarSatisfiesNoPrecondition() {
    CanFrame recording = car.status("SPEED");
    car.set("SPEED", "Speed", 5000);
    refuses(UNLOCK, Precondition.NOT_STANDING);
    car.port().deliver(recording);
    car.port().deliver(forged("SPEED", "Speed", 0));
    refuses(UNLOCK, Precondition.NOT_STANDING);
    assertEquals(List.of("SPEED REPLAYED", "SPEED BAD_MAC"), unauthentic);
    car.manner(Manner.MUTE);
    until(() -> bridge.ready(UNLOCK).equals(Outcome.refused(Precondition.STATE_UNKNOWN)));
    car.port().deliver(forged("SPEED", "Speed", 0));
    refuses(UNLOCK, Precondition.STATE_UNKNOWN);
  }

  @Test
  void aGestureFakedByWhoeverHasNotTheKeyIsNobodys() {
    car.manner(Manner.MUTE);
    car.port().deliver(forged("BODY_STATUS", "KeyCard", 0));
    car.port().deliver(forged("BODY_STATUS", "KeyCard", 1));
    assertEquals(List.of(), gestures);
    car.set("BODY_STATUS", "KeyCard", 0);
    car.port().deliver(car.status("BODY_STATUS"));
    car.set("BODY_STATUS", "KeyCard", 1);
    car.port().deliver(car.status("BODY_STATUS"));
    until(() -> gestures.contains(Gesture.ENROL));
  }

  @Test
  void withoutAKeyNothingIsSentAndNothingBelieved() throws InterruptedException {
    var none = new SecOcParts(_ -> Optional.empty(), new MemoryFreshness(), new MemoryFreshness());
    var observers = new BridgeObservers((_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, _, _) -> {});
    try (var keyless = Bridge.open(car.commands(), car.port(), System::nanoTime, none, observers)) {
      keyless.heard(A_DAY);
      assertFalse(keyless.awaitState(Duration.ofMillis(200)));
      assertEquals(Outcome.refused(Precondition.STATE_UNKNOWN), keyless.ready(UNLOCK));
      assertTrue(keyless.receiveCounts().frames().getOrDefault(FrameVerdict.NO_KEY, 0L) > 0);
      assertFalse(keyless.receiveCounts().frames().containsKey(FrameVerdict.TAKEN));
    }
  }

  @Test
  void aFreshnessValueThatCannotBeKeptIsNotSentWith() throws InterruptedException {
    var kept = car.secOc();
    var failing = new FailingFreshness();
    var observers = new BridgeObservers((_, _, _) -> {}, _ -> {}, (_, _) -> {}, (_, _, _) -> {});
    try (var full =
        Bridge.open(
            car.commands(),
            car.port(),
            System::nanoTime,
            new SecOcParts(kept.keys(), failing, new MemoryFreshness()),
            observers)) {
      full.heard(A_DAY);
      assertTrue(full.awaitState(GENEROUS));
      until(() ->
          full.actuate(LOCK, DECISION, NONE).equals(new NotTransmitted(SendRefusal.NOT_SECURED)));
    }
    assertEquals(List.of(), car.port().sent());
  }

  @Test
  void aCleanEndLeavesTheFreshnessAsItWasUsed() {
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
    var commands = new DataId(0x2F0);
    assertEquals(new FreshnessValue(256), car.secOc().sent().reservedUpTo(commands));
    bridge.close();
    assertEquals(new FreshnessValue(1), car.secOc().sent().reservedUpTo(commands));
  }

  /** A frame that says so, from somebody who has not the key. */
  private CanFrame forged(String message, String signal, long raw) {
    CanFrame genuine = car.status(message);
    byte[] payload = genuine.payload().toArray();
    car.database().message(message).orFault().signal(signal).orElseThrow().put(payload, raw);
    // Where it says what the genuine one said, it differs in its authenticator.
    payload[19] ^= 1;
    return car.database().message(message).orFault().frame(Bytes.of(payload));
  }

  /** A disk that is full. */
  private static final class FailingFreshness implements FreshnessStore {
    @Override
    public FreshnessValue reservedUpTo(DataId id) {
      return FreshnessValue.NONE_YET;
    }

    @Override
    public Reservation reserve(DataId id, FreshnessValue upTo) {
      return Reservation.FAILED;
    }

    @Override
    public void giveBack(DataId id, FreshnessValue last) {}
  }

  @Test
  void refusesEachPreconditionByName() {
    refuses(demand("fly"), Precondition.UNKNOWN_ACTION);
    with("SPEED", "Speed", 5000, 0, () -> refuses(UNLOCK, Precondition.NOT_STANDING));
    with("SPEED", "Speed", 5000, 0, () -> refuses(START, Precondition.NOT_STANDING));
    with("SPEED", "Quality", 0, 1, () -> refuses(START, Precondition.STATE_UNKNOWN));
    with("BODY_STATUS", "Gear", 0, 1, () -> refuses(TRUNK, Precondition.NOT_PARKED));
    with("BODY_STATUS", "Gear", 3, 1, () -> refuses(TRUNK, Precondition.STATE_UNKNOWN));
    with("BODY_STATUS", "Doors", 0, 1, () -> refuses(START, Precondition.OPENING_NOT_SHUT));
    with("BODY_STATUS", "Hood", 0, 1, () -> refuses(START, Precondition.OPENING_NOT_SHUT));
    refuses(STOP, Precondition.ENGINE_NOT_REMOTE);
    with("ENGINE_STATUS", "Engine", 2, 0, () -> refuses(STOP, Precondition.ENGINE_NOT_REMOTE));
    with("ENGINE_STATUS", "Engine", 2, 0, () -> refuses(START, Precondition.ENGINE_RUNNING));
    with(
        "ENGINE_STATUS",
        "Engine",
        1,
        0,
        () ->
            with(
                "BODY_STATUS",
                "DriverSeat",
                1,
                0,
                () -> refuses(STOP, Precondition.DRIVER_PRESENT)));
    assertEquals(List.of(), car.port().sent());
    assertEquals(List.of(), handedOver);
  }

  private void with(String message, String signal, long raw, long after, Runnable check) {
    car.set(message, signal, raw);
    check.run();
    car.set(message, signal, after);
  }

  /** The state takes a cycle to be seen. */
  private void refuses(Demand action, Precondition precondition) {
    until(() -> bridge.ready(action).equals(Outcome.refused(precondition)));
    assertEquals(new NotTransmitted(precondition), bridge.actuate(action, DECISION, TEN_MINUTES));
  }

  @Test
  void aStateThatIsTooOldIsUnknown() {
    car.manner(Manner.MUTE);
    refuses(UNLOCK, Precondition.STATE_UNKNOWN);
    assertEquals("unknown", bridge.observed().get("lock"));
  }

  @Test
  void refusesParametersOutsideTheMap() {
    var bad = new NotTransmitted(SendRefusal.BAD_PARAMETER);
    assertEquals(bad, bridge.actuate(CLIMATE_ON, DECISION, NONE));
    assertEquals(bad, bridge.actuate(CLIMATE_ON, DECISION, Map.of("temperature", 15L)));
    assertEquals(bad, bridge.actuate(CLIMATE_ON, DECISION, Map.of("temperature", 29L)));
    assertEquals(bad, bridge.actuate(CLIMATE_ON, DECISION, Map.of("degrees", 20L)));
    assertEquals(bad, bridge.actuate(LOCK, DECISION, Map.of("temperature", 20L)));
    assertEquals(List.of(), car.port().sent());
  }

  @Test
  void sendsNothingWithoutAnEntryInTheAllowList() throws Exception {
    Database database = Database.parse(Files.readString(CAR.resolve("demo.dbc"))).orFault();
    String commands = Files.readString(CAR.resolve("commands.toml"));
    CommandMap map =
        CommandMap.parse(
                "commands.toml", commands.substring(0, commands.indexOf("[[transmit]]")), database)
            .orFault();
    try (var empty =
        Bridge.open(
            map,
            car.port(),
            System::nanoTime,
            car.secOc(),
            new BridgeObservers(
                (id, _, _) -> handedOver.add(id), _ -> {}, (_, _) -> {}, (_, _, _) -> {}))) {
      empty.heard(A_DAY);
      assertTrue(empty.awaitState(GENEROUS));
      assertEquals(
          new NotTransmitted(SendRefusal.FRAME_NOT_PERMITTED), empty.actuate(LOCK, DECISION, NONE));
    }
    assertEquals(List.of(), car.port().sent());
    assertEquals(List.of(), handedOver);
  }

  @Test
  void withoutAGateThatIsHeardNothingIsTransmittedAlsoWhereAllElseHolds() {
    bridge.lost();
    assertEquals(new NotTransmitted(Precondition.GATE_LOST), bridge.actuate(LOCK, DECISION, NONE));
    assertEquals(List.of(), car.port().sent());
    bridge.alive();
    assertInstanceOf(Confirmed.class, bridge.actuate(LOCK, DECISION, NONE));
  }

  @Test
  void anAdapterThatIsGoneOrOffTheBusIsAModeOfTheListItself() {
    assertEquals(new Mode.Operating(), bridge.mode());
    car.port().say(BusCondition.OFF);
    assertEquals(new Mode.Silent(Silence.BUS_FAULT), bridge.mode());
    car.port().say(BusCondition.ACTIVE);
    assertEquals(new Mode.Operating(), bridge.mode());
    car.port().vanish();
    assertEquals(new Mode.Silent(Silence.BUS_FAULT), bridge.mode());
    car.port().comeBack();
    until(() -> bridge.mode().equals(new Mode.Operating()));
  }

  @Test
  void whatIsDemandedBesidesIsLookedAtAgainRightBeforeTheFrame() {
    var parked = new Demand(LOCK.action(), Optional.of("Gear == PARK"));
    assertInstanceOf(Confirmed.class, bridge.actuate(parked, DECISION, NONE));
    car.set("BODY_STATUS", "Gear", 0);
    until(() -> bridge.ready(parked).equals(Outcome.refused(Precondition.CONDITION_UNMET)));
    assertEquals(
        new NotTransmitted(Precondition.CONDITION_UNMET), bridge.actuate(parked, DECISION, NONE));
    var nonsense = new Demand(LOCK.action(), Optional.of("Wings == SPREAD"));
    assertEquals(
        new NotTransmitted(Precondition.STATE_UNKNOWN), bridge.actuate(nonsense, DECISION, NONE));
    assertEquals(1, car.port().sent().size());
  }

  @Test
  void sendsNoMoreOftenThanTheAllowListSays() {
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Confirmed.class, bridge.actuate(TRUNK, DECISION, NONE));
    }
    until(() ->
        bridge
            .actuate(TRUNK, DECISION, NONE)
            .equals(new NotTransmitted(SendRefusal.RATE_EXCEEDED)));
  }

  @Test
  void aVanishedAdapterIsOneStateAndComesBackByItself() {
    car.port().vanish();
    until(() -> bridge.portStatus().equals(new PortStatus.NotOpened(PortRefusal.NO_SUCH_DEVICE)));
    assertEquals(Outcome.refused(Precondition.ADAPTER_GONE), bridge.ready(UNLOCK));
    assertEquals(
        new NotTransmitted(Precondition.ADAPTER_GONE), bridge.actuate(UNLOCK, DECISION, NONE));
    assertEquals("unknown", bridge.observed().get("lock"));
    car.port().comeBack();
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
    assertEquals(
        List.of(
            new PortStatus.Open(),
            new PortStatus.Lost(PortLoss.GONE),
            new PortStatus.NotOpened(PortRefusal.NO_SUCH_DEVICE),
            new PortStatus.Open()),
        statuses);
  }

  @Test
  void anAdapterThatIsGoneUnnoticedTransmitsNothing() {
    car.port().writes(Writes.FAILING);
    assertEquals(
        new NotTransmitted(Precondition.ADAPTER_GONE), bridge.actuate(UNLOCK, DECISION, NONE));
    car.port().comeBack();
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
  }

  @Test
  void aStalledWriteIsUnknownAndThePortIsOpenedAgain() {
    car.port().writes(Writes.STALLED);
    assertEquals(new Unconfirmed(Doubt.WRITE_STALLED), bridge.actuate(UNLOCK, DECISION, NONE));
    car.port().comeBack();
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
    assertTrue(statuses.contains(new PortStatus.Lost(PortLoss.STALLED)));
    assertTrue(car.port().openings() >= 2);
  }

  @Test
  void whatIsKnownIsForgottenWhereFramesWereMissed() {
    car.manner(Manner.MUTE);
    car.port().miss(3);
    assertEquals("unknown", bridge.observed().get("lock"));
    assertEquals(3, bridge.receiveCounts().missed());
    car.manner(Manner.OBEDIENT);
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
  }

  @Test
  void nothingIsTransmittedWhileTheControllerIsOffTheBus() {
    car.manner(Manner.MUTE);
    car.port().say(BusCondition.OFF);
    assertEquals(
        new NotTransmitted(Precondition.ADAPTER_GONE), bridge.actuate(UNLOCK, DECISION, NONE));
    assertEquals("unknown", bridge.observed().get("lock"));
    until(() -> bridge.portStatus().equals(new PortStatus.BusOff()));
    car.port().say(BusCondition.ACTIVE);
    car.manner(Manner.OBEDIENT);
    until(() -> bridge.actuate(UNLOCK, DECISION, NONE) instanceof Confirmed);
    until(() -> bridge.portStatus().equals(new PortStatus.Open()));
    assertEquals(
        List.of(new PortStatus.Open(), new PortStatus.BusOff(), new PortStatus.Open()), statuses);
    assertEquals(1, car.port().openings());
  }

  @Test
  void aFrameOfThisHostIsNoWordOfTheCar() {
    car.manner(Manner.MUTE);
    car.port().miss(1);
    car.port().deliverFromThisHost(car.status("BODY_STATUS"));
    assertEquals("unknown", bridge.observed().get("lock"));
    assertEquals(1, bridge.receiveCounts().frames().get(FrameVerdict.SENT_BY_THIS_HOST));
  }

  @Test
  void anInterruptedWaitIsUnknown() {
    car.manner(Manner.MUTE);
    Thread.currentThread().interrupt();
    assertEquals(new Unconfirmed(Doubt.INTERRUPTED), bridge.actuate(UNLOCK, DECISION, NONE));
    assertTrue(Thread.interrupted());
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + GENEROUS.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "never so");
      LockSupport.parkNanos(A_MOMENT);
    }
  }
}
