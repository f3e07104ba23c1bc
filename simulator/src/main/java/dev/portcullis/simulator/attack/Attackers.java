package dev.portcullis.simulator.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everybody who tries something in the demo, in the order of the stages that answer them. */
public final class Attackers {

  private Attackers() {}

  /** Last of all, since whoever comes afterwards meets another owner. */
  static List<Attacker> sale() {
    return List.of(new SoldCar(), new FirstOwner());
  }

  /** The owner's genuine commands first, the faulty cars and the sale last; no name twice. */
  public static List<Attacker> all() {
    var all = new ArrayList<Attacker>(GenuineCommand.all());
    all.add(new GenuineApproov());
    all.add(new GenuineEnclave());
    all.add(new GenuineValet());
    all.add(new RotatedKeys());
    all.addAll(
        List.of(
            new DeepNesting(),
            new HugeLength(),
            new DuplicateKey(),
            new TrailingBytes(),
            new OversizedRequest(),
            new CounterZero(),
            new LifetimeZero(),
            new UnknownCommand(),
            new WrongVehicle(),
            new UnenrolledKey(),
            new HardCodedAdministrator(),
            new NeverEnrolled(),
            new ClosedWindow()));
    all.addAll(BadEnrolment.all());
    all.addAll(
        List.of(
            new RevokedKey(),
            new RevokedValet(),
            new RecalledKey(),
            new SwappedGrant(),
            new ForgedGrant(),
            new FormerOwnersDriver(),
            new BackEndAlone(),
            new BackEndSigns(),
            new FlippedBit(),
            new NoAppAttestation(),
            new ClonedApp(),
            new UnlistedApp(),
            new ExpiredAttestation(),
            new ContraindicatedApp(),
            new KeyInHeader(),
            new SharedSecretToken(),
            new TokenOfAnotherPhone(),
            new RawEvidence(),
            new SelfMadeAppraisal(),
            new SwappedAppraisal(),
            new UnattestedBackEnd(),
            new DebugEnclave(),
            new CopiedEnclave(),
            new OldEnclaveDocument(),
            new NoCountersignature(),
            new SelfCountersigned(),
            new AppAsBackEnd(),
            new StolenCountersignature(),
            new ReplayedRequest(),
            new HeldBack(),
            new YearLongLifetime(),
            new CounterRollback(),
            new CounterReuse(),
            new OtherBoot(),
            new GuessedNonce(),
            new ExpiredGrant(),
            new EarlyGrant(),
            new PolicyBehind(),
            new SupersededUnlock(),
            new HammeringDriver(),
            new OutsideTheGrant(),
            new ChannelNotGranted(),
            new WrongChannel(),
            new ServiceKey(),
            new StartWhileDriving(),
            new StartOutOfPark(),
            new StartWithOpenHood(),
            new StartRunningEngine(),
            new StopDrivenCar(),
            new StopBehindTheDriver(),
            new BlindSpeed(),
            new FakedStandstill(),
            new FloodedBus(),
            new SilentBody(),
            new LateBody(),
            new OppositeBody(),
            new FakedFeedback(),
            new RecordedFeedback(),
            new VanishedAdapter(),
            new ReturnedAdapter()));
    all.addAll(CompromisedGate.all());
    all.addAll(sale());
    return List.copyOf(all);
  }

  /** The one of this name. */
  public static Optional<Attacker> named(String name) {
    return all().stream().filter(each -> each.card().name().equals(name)).findFirst();
  }
}
