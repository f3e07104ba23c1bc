package dev.portcullis.agent;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.agent.provision.Installation;
import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.description.DescriptionVersion;
import dev.portcullis.can.description.SignedDescription;
import java.util.List;

/** The description of the car that the agent goes by at present. Safe for concurrent use. */
final class CarInForce {

  private record Described(CommandMap commands, DescriptionVersion version) {}

  private volatile Described described;

  CarInForce(Installation installation) {
    var commands = installation.commands();
    described =
        new Described(
            commands, new DescriptionVersion(commands.sequence(), installation.carDigest()));
  }

  void change(SignedDescription next) {
    described = new Described(next.commands(), next.version());
  }

  DescriptionVersion version() {
    return described.version();
  }

  /** What a policy demands of signals that this car has not: such a command is never allowed. */
  List<String> faults(Policy policy) {
    return PolicyConditions.faults(policy, described.commands());
  }
}
