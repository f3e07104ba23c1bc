package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Ownership;
import java.util.function.LongSupplier;

/** What the gate is put together from: each stage gets what it needs and nothing else. */
record GateParts(
    GateInputs inputs,
    Rulebook rulebook,
    Judge.Stages stages,
    Judge judge,
    Issue issue,
    BeaconIssuer beacons,
    RunGuard runGuard,
    Recovery recovery,
    RegisterBook register,
    FilingLookUps lookUps,
    EnrolmentWindows windows,
    Registrar registrar,
    Repeats repeats) {

  static GateParts of(GateInputs in, LongSupplier nanos) {
    var owners = in.owners();
    var rulebook =
        new Rulebook(
            Rules.first(
                in.policy(),
                owners.handOvers(),
                Ownership.of(in.enrolment(), in.ledger().register())));
    var vehicle = in.enrolment().vehicle();
    var beacons =
        new BeaconIssuer(vehicle, in.receiptKey(), in.beacons(), rulebook, in.agentVersion());
    var issue = new Issue(vehicle, in.receiptKey(), in.beacons(), beacons, in.random());
    var chains = new Chains();
    var register = new RegisterBook(in.ledger(), rulebook, in.enrolment(), in.reports());
    var stages =
        new Judge.Stages(
            new Authenticate(rulebook, chains),
            new Attest(rulebook),
            new Admit(rulebook, in.beacons(), in.ledger(), in.channel()),
            new Authorise(rulebook, in.channel(), in.ledger(), in.car()),
            new Actuate(in.ledger(), in.car()));
    var repeats = new Repeats(in.answers(), nanos);
    var notices = new OwnerNotices(vehicle, in.beacons().boot(), in.receiptKey(), in.answers());
    var presence = new PresenceWatch(owners.presence(), in.clock());
    var windows =
        new EnrolmentWindows(
            rulebook,
            presence,
            in.clock(),
            in.receiptKey(),
            in.random(),
            notices,
            owners.linkKey());
    var lookUps =
        new FilingLookUps(rulebook, in.receiptKey().publicKey().thumbprint(), windows::knows);
    var desks = desks(in, rulebook, chains, register, issue, repeats, presence, windows, notices);
    return new GateParts(
        in,
        rulebook,
        stages,
        new Judge(stages, in.time(), in.ledger(), register, issue, in.car(), nanos),
        issue,
        beacons,
        new RunGuard(in.ledger(), in.clock(), in.kernelBoot()),
        new Recovery(in.ledger(), issue, in.car(), in.answers(), in.reports(), nanos.getAsLong()),
        register,
        lookUps,
        windows,
        new Registrar(desks, lookUps, windows, register, in.reports()),
        repeats);
  }

  private static Registrar.Desks desks(
      GateInputs in,
      Rulebook rulebook,
      Chains chains,
      RegisterBook register,
      Issue issue,
      Repeats repeats,
      PresenceWatch presence,
      EnrolmentWindows windows,
      OwnerNotices notices) {
    var owners = in.owners();
    var answers = new AnswerBook(in.ledger(), register, issue, in.answers(), repeats::send);
    return new Registrar.Desks(
        new StatementDesk(
            rulebook, chains, in.beacons(), in.time(), presence, windows, answers, notices),
        new EnrolmentDesk(
            rulebook,
            register,
            windows,
            owners.evidence(),
            in.time(),
            in.clock(),
            notices,
            in.reports()),
        new HandOverDesk(
            rulebook, register, answers, presence, windows, in.clock(), in.kernelBoot(), notices),
        new RevocationDesk(rulebook, register),
        new CheckpointDesk(
            rulebook,
            register,
            in.beacons(),
            in.clock(),
            in.receiptKey(),
            notices,
            in.answers()::checkpoint));
  }
}
