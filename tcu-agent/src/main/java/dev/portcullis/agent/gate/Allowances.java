package dev.portcullis.agent.gate;

import dev.portcullis.agent.policy.Policy;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.CommandName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many commands each signer has left in this boot: of all together, and of each that the policy
 * gives an allowance of its own. Times are nanoseconds of one clock that never goes back. Not for
 * several threads.
 */
final class Allowances {

  private static final int MOST_SIGNERS = 64;

  private final Rulebook rulebook;
  private final Map<Kind, Allowed> left = new HashMap<>();
  private final Set<Digest> signers = new HashSet<>();

  /** What is counted together; without a name all commands of the signer. */
  private record Kind(Digest signer, Optional<CommandName> name) {}

  /** What is left; counted anew once another policy allows more or less. */
  private record Allowed(Policy.Allowance by, TokenBucket left) {}

  Allowances(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  /** Whether this signer is counted, or there is room to. */
  boolean canCount(Digest signer) {
    return signers.size() < MOST_SIGNERS || signers.contains(signer);
  }

  /** How long until {@code signer} may send this command; zero where it may at {@code now}. */
  Duration shortage(Digest signer, CommandName name, long now) {
    var ofAll = ofAll(signer, now).shortage(now);
    var ofThis = ofOne(signer, name, now).map(bucket -> bucket.shortage(now)).orElse(Duration.ZERO);
    return ofAll.compareTo(ofThis) > 0 ? ofAll : ofThis;
  }

  /** A decision about such a command of {@code signer} is durable. */
  void take(Digest signer, CommandName name, long now) {
    ofAll(signer, now).take(now);
    ofOne(signer, name, now).ifPresent(bucket -> bucket.take(now));
  }

  private TokenBucket ofAll(Digest signer, long now) {
    return bucket(new Kind(signer, Optional.empty()), rulebook.now().policy().allowance(), now);
  }

  private Optional<TokenBucket> ofOne(Digest signer, CommandName name, long now) {
    return Optional.ofNullable(rulebook.now().policy().commands().get(name))
        .flatMap(Policy.Rule::allowance)
        .map(allowance -> bucket(new Kind(signer, Optional.of(name)), allowance, now));
  }

  private TokenBucket bucket(Kind kind, Policy.Allowance allowance, long now) {
    signers.add(kind.signer());
    return left.compute(
            kind,
            (_, known) ->
                known != null && known.by().equals(allowance)
                    ? known
                    : new Allowed(
                        allowance, new TokenBucket(allowance.commands(), allowance.window(), now)))
        .left();
  }
}
