package dev.portcullis.agent.gate;

import dev.portcullis.crypto.attest.EarVerifier;
import java.util.function.LongSupplier;

/** What the gate is put together from: each stage gets what it needs and nothing else. */
record GateParts(
    GateInputs inputs,
    Judge.Stages stages,
    Judge judge,
    Issue issue,
    BeaconIssuer beacons,
    RunGuard runGuard,
    Recovery recovery) {

  static GateParts of(GateInputs in, LongSupplier nanos) {
    var vehicle = in.enrolment().vehicle();
    var beacons =
        new BeaconIssuer(vehicle, in.receiptKey(), in.beacons(), in.policy(), in.agentVersion());
    var issue = new Issue(vehicle, in.receiptKey(), in.beacons(), beacons, in.random());
    var stages =
        new Judge.Stages(
            new Authenticate(in.enrolment(), in.policy().revoked()),
            new Attest(in.policy(), EarVerifier.of(in.policy().anchors()).orFault()),
            new Admit(in.policy(), in.beacons(), in.ledger()),
            new Authorise(in.policy(), in.channel(), in.car()),
            new Actuate(in.ledger(), in.car()));
    return new GateParts(
        in,
        stages,
        new Judge(stages, in.time(), in.ledger(), issue, in.car(), nanos),
        issue,
        beacons,
        new RunGuard(in.ledger(), in.clock(), in.kernelBoot()),
        new Recovery(in.ledger(), issue, in.car(), in.answers(), in.reports(), nanos.getAsLong()));
  }
}
