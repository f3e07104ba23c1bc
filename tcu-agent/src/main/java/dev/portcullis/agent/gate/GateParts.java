package dev.portcullis.agent.gate;

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
    Recovery recovery) {

  static GateParts of(GateInputs in, LongSupplier nanos) {
    var rulebook = new Rulebook(Rules.first(in.policy(), in.enrolment()));
    var vehicle = in.enrolment().vehicle();
    var beacons =
        new BeaconIssuer(vehicle, in.receiptKey(), in.beacons(), rulebook, in.agentVersion());
    var issue = new Issue(vehicle, in.receiptKey(), in.beacons(), beacons, in.random());
    var stages =
        new Judge.Stages(
            new Authenticate(rulebook),
            new Attest(rulebook),
            new Admit(rulebook, in.beacons(), in.ledger()),
            new Authorise(rulebook, in.channel(), in.ledger(), in.car()),
            new Actuate(in.ledger(), in.car()));
    return new GateParts(
        in,
        rulebook,
        stages,
        new Judge(stages, in.time(), in.ledger(), issue, in.car(), nanos),
        issue,
        beacons,
        new RunGuard(in.ledger(), in.clock(), in.kernelBoot()),
        new Recovery(in.ledger(), issue, in.car(), in.answers(), in.reports(), nanos.getAsLong()));
  }
}
