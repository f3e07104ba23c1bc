package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.Targets;
import java.util.Optional;

/**
 * The Director's targets metadata as a Secondary that has neither timestamp nor snapshot verifies
 * it (Uptane section 5.4.4.1): less than a Primary may do with.
 */
public final class PartialTargets implements VerifiedTargets {

  private final Signed<Targets> targets;

  private PartialTargets(Signed<Targets> targets) {
    this.targets = targets;
  }

  /**
   * Takes what the Primary passed on, if the Director's keys signed it, it has not expired, and it
   * is not older than {@code stored}.
   */
  public static Outcome<PartialTargets, Attack> verify(
      TrustedRoot.Current director, Optional<Bytes> stored, Bytes offered) {
    long known =
        stored.map(bytes -> signed(director, bytes)).map(PartialTargets::version).orElse(0L);
    return signed(director, offered)
        .then(parsed ->
            Checks.notOlder(parsed, RoleName.TARGETS.toString(), parsed.content().version(), known))
        .then(parsed -> Checks.unexpired(parsed, RoleName.TARGETS, director.time()))
        .map(PartialTargets::new);
  }

  private static Outcome<Signed<Targets>, Attack> signed(
      TrustedRoot.Current director, Bytes offered) {
    return Checks.read(RoleName.TARGETS, MetadataReader.targets(offered))
        .then(parsed -> Checks.signedBy(parsed, director.targets(), director.policy()));
  }

  private static long version(Outcome<Signed<Targets>, Attack> known) {
    return switch (known) {
      case Outcome.Passed<Signed<Targets>, Attack>(var targets) -> targets.content().version();
      case Outcome.Refused<Signed<Targets>, Attack> _ -> 0;
    };
  }

  @Override
  public Targets content() {
    return targets.content();
  }

  /** The file, as it was verified. */
  public Bytes bytes() {
    return targets.document().bytes();
  }
}
