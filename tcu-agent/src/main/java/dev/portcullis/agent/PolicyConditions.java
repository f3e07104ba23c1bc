package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.policy.Policy;
import dev.portcullis.can.actuate.CommandMap;
import dev.portcullis.can.expression.ExpressionFault;
import dev.portcullis.can.expression.StateExpression;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.CommandName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the conditions of a policy against the car that is to go by it. */
final class PolicyConditions {

  private PolicyConditions() {}

  /** Every condition that does not speak of this car, with path, position and reason. */
  static List<String> faults(Policy policy, CommandMap car) {
    var faults = new ArrayList<String>();
    for (CommandName name : CommandName.values()) {
      Optional.ofNullable(policy.commands().get(name))
          .flatMap(Policy.Rule::preconditions)
          .ifPresent(condition -> {
            if (car.condition(condition)
                instanceof Outcome.Refused<StateExpression, ExpressionFault>(var fault)) {
              faults.add("commands." + name.wire() + ".preconditions, " + fault);
            }
          });
    }
    return faults;
  }

  /** What is wrong with {@code update.condition} for this car; nothing where there is none. */
  static Optional<String> faultOfUpdates(AgentConfiguration configuration, CommandMap car) {
    return configuration
        .update()
        .flatMap(update ->
            car.condition(update.terms().condition())
                    instanceof Outcome.Refused<StateExpression, ExpressionFault>(var fault)
                ? Optional.of("update.condition, " + fault)
                : Optional.empty());
  }
}
