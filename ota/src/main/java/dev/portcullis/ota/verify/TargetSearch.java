package dev.portcullis.ota.verify;

import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.Delegation;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for who describes a file: a role before its delegates, and those in order (TUF section
 * 5.6.7, Uptane section 5.4.4.7). It asks for the metadata it needs and knows nothing of where that
 * comes from. Used by one thread, once.
 */
public final class TargetSearch {

  /** How many roles are asked before the search ends: a repository cannot keep a car busy. */
  public static final int MAX_ROLES = 32;

  /** When a terminating delegation ends the search. */
  public enum Termination {
    /** After the role's own delegates (TUF section 5.6.7.2). */
    AFTER_ITS_DELEGATES,
    /** With the role itself (Uptane section 5.4.4.7, step 3). */
    AT_ONCE
  }

  /**
   * What is looked for.
   *
   * @param hardware the kind of ECU it is for, where delegations may be bound to one
   */
  public record Wanted(TargetName name, Termination termination, Optional<String> hardware) {

    /** A file of a TUF repository. */
    public static Wanted of(TargetName name) {
      return new Wanted(name, Termination.AFTER_ITS_DELEGATES, Optional.empty());
    }
  }

  /** What comes next. */
  public sealed interface Step {

    /** This role's metadata, verified with this authority: hand it to {@link #visit}. */
    record Needs(Authority authority) implements Step {}

    /** This role describes the file so. */
    record Found(TargetFile file, RoleName by) implements Step {}

    /** Nobody who may describe the file does. */
    record Missing() implements Step {}
  }

  private record Pending(Authority authority, Delegation.Reach reach) {}

  private final Wanted wanted;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Set<RoleName> visited = new HashSet<>();
  private Delegation.Reach reach = Delegation.Reach.OPEN;

  /** A search that has to begin with {@link #visit} of the role at the top. */
  public TargetSearch(Wanted wanted) {
    this.wanted = wanted;
  }

  /** Looks into the metadata of the role at the top, or of the one that was needed. */
  public Step visit(TrustedTargets targets) {
    visited.add(targets.role());
    var file = targets.content().file(wanted.name());
    if (file.isPresent()) {
      return new Step.Found(file.get(), targets.role());
    }
    if (reach == Delegation.Reach.TERMINATING && wanted.termination() == Termination.AT_ONCE) {
      return new Step.Missing();
    }
    descend(targets);
    return next();
  }

  private void descend(TrustedTargets targets) {
    var applying = new ArrayDeque<Pending>();
    for (Delegation each : targets.content().delegations().towards(wanted.name())) {
      if (!isForTheHardware(each)) {
        continue;
      }
      applying.push(new Pending(each.authority(), each.reach()));
      if (each.reach() == Delegation.Reach.TERMINATING) {
        // Nobody further down the list is asked, here or in any role above.
        pending.clear();
        break;
      }
    }
    applying.forEach(pending::push);
  }

  private boolean isForTheHardware(Delegation delegation) {
    return wanted.hardware().isEmpty()
        || delegation.hardware().isEmpty()
        || delegation.hardware().get().contains(wanted.hardware().get());
  }

  private Step next() {
    while (!pending.isEmpty() && visited.size() < MAX_ROLES) {
      var candidate = pending.pop();
      if (!visited.contains(candidate.authority().role())) {
        reach = candidate.reach();
        return new Step.Needs(candidate.authority());
      }
    }
    return new Step.Missing();
  }
}
