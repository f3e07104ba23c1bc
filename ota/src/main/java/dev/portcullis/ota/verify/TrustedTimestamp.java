package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.MetaFile;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.Timestamp;
import java.util.Optional;

/** Timestamp metadata that holds at the time of this update (TUF section 5.4). */
public final class TrustedTimestamp {

  private final TrustedRoot.Current root;
  private final Signed<Timestamp> timestamp;

  private TrustedTimestamp(TrustedRoot.Current root, Signed<Timestamp> timestamp) {
    this.root = root;
    this.timestamp = timestamp;
  }

  /** One that was trusted before, be it expired: nothing older is taken. */
  public static final class Remembered {

    private final Signed<Timestamp> timestamp;

    private Remembered(Signed<Timestamp> timestamp) {
      this.timestamp = timestamp;
    }
  }

  /** What was stored, if it is timestamp metadata that the present root's keys signed. */
  public static Optional<Remembered> recall(TrustedRoot.Current root, Bytes stored) {
    return switch (signed(root, stored)) {
      case Outcome.Passed<Signed<Timestamp>, Attack>(var known) ->
          Optional.of(new Remembered(known));
      case Outcome.Refused<Signed<Timestamp>, Attack> _ -> Optional.empty();
    };
  }

  /**
   * Takes what the repository offers, unless it is older than what is remembered, or names an older
   * snapshot. One of the same version changes nothing: what is remembered stays, whatever the other
   * says (TUF section 5.4.3.1).
   */
  public static Outcome<TrustedTimestamp, Attack> verify(
      TrustedRoot.Current root, Optional<Remembered> remembered, Bytes offered) {
    return signed(root, offered)
        .then(parsed ->
            remembered
                .map(known -> follows(parsed, known.timestamp))
                .orElseGet(() -> Outcome.passed(parsed)))
        .then(newest -> Checks.unexpired(newest, RoleName.TIMESTAMP, root.time()))
        .map(newest -> new TrustedTimestamp(root, newest));
  }

  private static Outcome<Signed<Timestamp>, Attack> signed(
      TrustedRoot.Current root, Bytes offered) {
    return Checks.read(RoleName.TIMESTAMP, MetadataReader.timestamp(offered))
        .then(parsed -> Checks.signedBy(parsed, root.timestamp(), root.policy()));
  }

  private static Outcome<Signed<Timestamp>, Attack> follows(
      Signed<Timestamp> offered, Signed<Timestamp> known) {
    long version = offered.content().version();
    if (version == known.content().version()) {
      return Outcome.passed(known);
    }
    return Checks.notOlder(
            offered, RoleName.TIMESTAMP.toString(), version, known.content().version())
        .then(newer ->
            Checks.notOlder(
                newer,
                "the snapshot that timestamp names",
                newer.content().snapshot().version(),
                known.content().snapshot().version()));
  }

  /** At least 1. */
  public long version() {
    return timestamp.content().version();
  }

  /** The file, as it was verified. */
  public Bytes bytes() {
    return timestamp.document().bytes();
  }

  /** The root it was judged by. */
  public TrustedRoot.Current root() {
    return root;
  }

  /** Which snapshot is the newest. */
  public MetaFile snapshot() {
    return timestamp.content().snapshot();
  }
}
