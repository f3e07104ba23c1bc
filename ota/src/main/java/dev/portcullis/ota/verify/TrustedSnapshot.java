package dev.portcullis.ota.verify;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.MetaFile;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.ShownText;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.Snapshot;
import java.util.Map;
import java.util.Optional;

/** Snapshot metadata that holds at the time of this update (TUF section 5.5). */
public final class TrustedSnapshot {

  private final TrustedTimestamp timestamp;
  private final Signed<Snapshot> snapshot;

  private TrustedSnapshot(TrustedTimestamp timestamp, Signed<Snapshot> snapshot) {
    this.timestamp = timestamp;
    this.snapshot = snapshot;
  }

  /** One that was trusted before, be it expired: no role goes back behind it. */
  public static final class Remembered {

    private final Signed<Snapshot> snapshot;

    private Remembered(Signed<Snapshot> snapshot) {
      this.snapshot = snapshot;
    }
  }

  /** What was stored, if it is snapshot metadata that the present root's keys signed. */
  public static Optional<Remembered> recall(TrustedRoot.Current root, Bytes stored) {
    return switch (signed(root, stored)) {
      case Outcome.Passed<Signed<Snapshot>, Attack>(var known) ->
          Optional.of(new Remembered(known));
      case Outcome.Refused<Signed<Snapshot>, Attack> _ -> Optional.empty();
    };
  }

  /**
   * Takes what the repository offers, or what was stored, if it is the one the timestamp names: by
   * its length and hashes, where those are said, and by its version. No file that is remembered may
   * be gone or have become older (TUF sections 5.5.2 to 5.5.6).
   */
  public static Outcome<TrustedSnapshot, Attack> verify(
      TrustedTimestamp timestamp, Optional<Remembered> remembered, Bytes offered) {
    var named = timestamp.snapshot();
    return Checks.described(offered, RoleName.SNAPSHOT, named)
        .then(bytes -> signed(timestamp.root(), bytes))
        .then(parsed ->
            remembered
                .map(known -> follows(parsed, known.snapshot.content()))
                .orElseGet(() -> Outcome.passed(parsed)))
        .then(parsed -> Checks.ofVersion(parsed, RoleName.SNAPSHOT, named.version()))
        .then(parsed -> Checks.unexpired(parsed, RoleName.SNAPSHOT, timestamp.root().time()))
        .map(newest -> new TrustedSnapshot(timestamp, newest));
  }

  private static Outcome<Signed<Snapshot>, Attack> signed(TrustedRoot.Current root, Bytes offered) {
    return Checks.read(RoleName.SNAPSHOT, MetadataReader.snapshot(offered))
        .then(parsed -> Checks.signedBy(parsed, root.snapshot(), root.policy()));
  }

  private static Outcome<Signed<Snapshot>, Attack> follows(
      Signed<Snapshot> offered, Snapshot known) {
    var checked =
        Checks.notOlder(
            offered, RoleName.SNAPSHOT.toString(), offered.content().version(), known.version());
    for (Map.Entry<String, MetaFile> file : known.files().entrySet()) {
      checked = checked.then(newer -> keeps(newer, file.getKey(), file.getValue()));
    }
    return checked;
  }

  private static Outcome<Signed<Snapshot>, Attack> keeps(
      Signed<Snapshot> offered, String name, MetaFile known) {
    var subject = ShownText.of(name);
    return Optional.ofNullable(offered.content().files().get(name))
        .map(file -> Checks.notOlder(offered, subject, file.version(), known.version()))
        .orElseGet(() ->
            Outcome.refused(
                new Attack.MixAndMatch(
                    RoleName.SNAPSHOT.toString(),
                    "no " + subject + " any more",
                    subject + " from version " + known.version() + " on")));
  }

  /** At least 1. */
  public long version() {
    return snapshot.content().version();
  }

  /** The file, as it was verified. */
  public Bytes bytes() {
    return snapshot.document().bytes();
  }

  /** The root it was judged by. */
  public TrustedRoot.Current root() {
    return timestamp.root();
  }

  /** What it says of a targets role's file. */
  public Optional<MetaFile> file(RoleName role) {
    return snapshot.content().file(role);
  }
}
