package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.Targets;

/**
 * Metadata of a targets role that holds at the time of this update, for whoever came to it over the
 * delegation it was verified with (TUF sections 5.6 and 5.6.7). Another delegation to the same role
 * may name other keys: it makes another value.
 */
public final class TrustedTargets implements VerifiedTargets {

  private final TrustedSnapshot snapshot;
  private final RoleName role;
  private final Signed<Targets> targets;

  private TrustedTargets(TrustedSnapshot snapshot, RoleName role, Signed<Targets> targets) {
    this.snapshot = snapshot;
    this.role = role;
    this.targets = targets;
  }

  /** The keys that root metadata names for the role at the top. */
  public static Authority top(TrustedSnapshot snapshot) {
    return snapshot.root().targets();
  }

  /**
   * Takes what the repository offers, or what was stored, if it is the file that the snapshot names
   * and the keys of {@code authority} signed it.
   */
  public static Outcome<TrustedTargets, Attack> verify(
      TrustedSnapshot snapshot, Authority authority, Bytes offered) {
    var role = authority.role();
    return snapshot
        .file(role)
        .map(named ->
            Checks.described(offered, role, named)
                .then(bytes -> Checks.read(role, MetadataReader.targets(bytes)))
                .then(parsed -> Checks.signedBy(parsed, authority, snapshot.root().policy()))
                .then(parsed -> Checks.ofVersion(parsed, role, named.version()))
                .then(parsed -> Checks.unexpired(parsed, role, snapshot.root().time()))
                .map(parsed -> new TrustedTargets(snapshot, role, parsed)))
        .orElseGet(() -> Outcome.refused(unlisted(role)));
  }

  /** The attack that a role looks like which is delegated to and not in the snapshot. */
  public static Attack unlisted(RoleName role) {
    return new Attack.MixAndMatch(
        role.toString(), "not listed by the snapshot", "listed with a version");
  }

  @Override
  public Targets content() {
    return targets.content();
  }

  /** Whose metadata it is. */
  public RoleName role() {
    return role;
  }

  /** The snapshot it belongs to. */
  public TrustedSnapshot snapshot() {
    return snapshot;
  }

  /** The file, as it was verified. */
  public Bytes bytes() {
    return targets.document().bytes();
  }
}
