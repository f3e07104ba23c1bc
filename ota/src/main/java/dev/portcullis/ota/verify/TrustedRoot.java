package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Root;
import dev.portcullis.ota.metadata.Signed;

/**
 * Root metadata that is trusted, be it expired: the next root may still follow from it (TUF section
 * 5.3). What the other roles are judged by is a {@link Current} one.
 */
public final class TrustedRoot {

  private final Signed<Root> root;
  private final SignaturePolicy policy;

  private TrustedRoot(Signed<Root> root, SignaturePolicy policy) {
    this.root = root;
    this.policy = policy;
  }

  /** What becomes of versions remembered under the root before. */
  public enum VersionMemory {
    /** They go on to count. */
    KEPT,
    /**
     * A key of the timestamp or snapshot role was withdrawn: whoever had it may have named versions
     * far too high, which would shut out genuine ones (fast-forward, TUF section 5.3.11).
     */
    FORGOTTEN
  }

  /** One root further. */
  public record Step(TrustedRoot root, VersionMemory memory) {}

  /**
   * The root everything begins with: provisioned, or stored by this program. Its own keys must have
   * signed it; its expiry is judged later.
   */
  public static Outcome<TrustedRoot, Attack> anchoredIn(Bytes root, SignaturePolicy policy) {
    return Checks.read(RoleName.ROOT, MetadataReader.root(root))
        .then(parsed -> Checks.signedBy(parsed, parsed.content().root(), policy))
        .map(checked -> new TrustedRoot(checked, policy));
  }

  /**
   * The root that follows this one: signed by a threshold of this one's keys and of its own, and
   * its version higher by one (TUF sections 5.3.4 and 5.3.5, Uptane section 5.4.4.3).
   */
  public Outcome<Step, Attack> next(Bytes offered) {
    return Checks.read(RoleName.ROOT, MetadataReader.root(offered))
        .then(parsed -> Checks.signedBy(parsed, root.content().root(), policy))
        .then(parsed -> Checks.signedBy(parsed, parsed.content().root(), policy))
        .then(parsed ->
            Checks.notOlder(
                parsed, RoleName.ROOT.toString(), parsed.content().version(), version() + 1))
        .then(parsed -> Checks.ofVersion(parsed, RoleName.ROOT, version() + 1))
        .map(next -> new Step(new TrustedRoot(next, policy), memory(next.content())));
  }

  private VersionMemory memory(Root next) {
    var now = root.content();
    return now.timestamp().losesAKeyIn(next.timestamp())
            || now.snapshot().losesAKeyIn(next.snapshot())
        ? VersionMemory.FORGOTTEN
        : VersionMemory.KEPT;
  }

  /** This root at {@code time}, unless it has expired by then (TUF section 5.3.10). */
  public Outcome<Current, Attack> at(TrustedTime time) {
    return Checks.unexpired(root, RoleName.ROOT, time).map(_ -> new Current(this, time));
  }

  /** At least 1. */
  public long version() {
    return root.content().version();
  }

  /** The file, as it was verified. */
  public Bytes bytes() {
    return root.document().bytes();
  }

  /** A root that has not expired at the time of this update. */
  public static final class Current {

    private final TrustedRoot trusted;
    private final TrustedTime time;

    private Current(TrustedRoot trusted, TrustedTime time) {
      this.trusted = trusted;
      this.time = time;
    }

    /** The root itself. */
    public TrustedRoot trusted() {
      return trusted;
    }

    /** How the repository names its files. */
    public FileNaming naming() {
      return trusted.root.content().naming();
    }

    Authority timestamp() {
      return trusted.root.content().timestamp();
    }

    Authority snapshot() {
      return trusted.root.content().snapshot();
    }

    Authority targets() {
      return trusted.root.content().targets();
    }

    SignaturePolicy policy() {
      return trusted.policy;
    }

    TrustedTime time() {
      return time;
    }
  }
}
