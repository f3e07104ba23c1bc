package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.MetaFile;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.Role;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.Snapshot;
import dev.portcullis.ota.metadata.Targets;
import dev.portcullis.ota.metadata.Timestamp;
import dev.portcullis.simulator.repository.signing.Fields;
import dev.portcullis.simulator.repository.signing.SignedFile;
import dev.portcullis.simulator.repository.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Targets, snapshot and timestamp metadata of one folder. The timestamp is replaced last: until
 * then nobody is led to what is new, and a publication that was interrupted is done again.
 */
public final class Publication {

  private final MetadataFiles files;
  private final RootRole root;

  /**
   * The publication in {@code folder}, which exists, whose roles {@code root} names. Several may
   * have one root: the Director has a folder for each vehicle.
   */
  public Publication(Path folder, RootRole root) {
    this.files = new MetadataFiles(folder);
    this.root = root;
  }

  /** What was last published, as its own timestamp says. */
  private record Present(Signed<Timestamp> timestamp, Signed<Snapshot> snapshot) {}

  /** The newest metadata of a targets role, if it was published. */
  public Optional<Signed<Targets>> targets(RoleName role) throws IOException {
    var present = present();
    return present.isEmpty() ? Optional.empty() : targets(present.get(), role);
  }

  private Optional<Signed<Targets>> targets(Present present, RoleName role) throws IOException {
    var named =
        Optional.ofNullable(present.snapshot().content().files().get(role.listedName()))
            .map(MetaFile::version);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    var file = files.path(role, named.get());
    return Optional.of(MetadataFiles.own(file, MetadataReader.targets(bytes(file))));
  }

  /** Every targets role that was published, the one at the top first. */
  public List<RoleName> roles() throws IOException {
    var present = present();
    return present.isEmpty()
        ? List.of()
        : present.get().snapshot().content().files().keySet().stream()
            .map(name -> new RoleName(name.substring(0, name.length() - ".json".length())))
            .sorted((one, other) ->
                Boolean.compare(other.isTopLevel(), one.isTopLevel()) * 2
                    + Integer.signum(one.text().compareTo(other.text())))
            .toList();
  }

  /**
   * Signs the next version of targets roles, each with its own keys, and of what leads there.
   *
   * @param contents by role: every member but the common ones
   * @param signers of each of these roles
   */
  public Outcome<Long, RepositoryRefusal> publish(
      Map<RoleName, Members> contents, Map<RoleName, List<SigningKey>> signers) throws IOException {
    var present = present();
    var meta = new TreeMap<String, Members>();
    if (present.isPresent()) {
      var old = Fields.child(present.get().snapshot().document().signed(), "meta").members();
      old.values()
          .forEach((name, value) -> {
            if (value instanceof Members members) {
              meta.put(name, members);
            }
          });
    }
    var online = signers();
    if (online instanceof Outcome.Refused<Online, RepositoryRefusal>(var why)) {
      return Outcome.refused(why);
    }
    for (Map.Entry<RoleName, Members> each : contents.entrySet()) {
      var role = each.getKey();
      long version =
          1
              + (present.isPresent()
                  ? targets(present.get(), role).map(found -> found.content().version()).orElse(0L)
                  : 0L);
      var signed = root.time().header(role, version);
      each.getValue().values().forEach(signed::set);
      var keys = Optional.ofNullable(signers.get(role)).orElse(List.of());
      var file = SignedFile.of(signed.members(), keys);
      MetadataFiles.write(files.path(role, version), file);
      meta.put(role.listedName(), named(version, file));
    }
    return Outcome.passed(lead(present, meta, online.orFault()));
  }

  /** Signs snapshot and timestamp anew, so that they last again. */
  public Outcome<Long, RepositoryRefusal> refresh() throws IOException {
    return publish(Map.of(), Map.of());
  }

  /** Signs snapshot and timestamp anew if half of the time of one of them is over. */
  public Outcome<Long, RepositoryRefusal> refreshIfDue() throws IOException {
    var present = present();
    return present.isEmpty()
            || (!isDue(present.get().snapshot().content(), RoleName.SNAPSHOT)
                && !isDue(present.get().timestamp().content(), RoleName.TIMESTAMP))
        ? Outcome.passed(0L)
        : refresh();
  }

  /** Whether half of the time of a role's metadata is over. */
  boolean isDue(Role content, RoleName role) {
    var time = root.time();
    return Expiry.isNear(content.expires(), time.clock().instant(), time.lifetimes().of(role));
  }

  private record Online(List<SigningKey> snapshot, List<SigningKey> timestamp) {}

  private Outcome<Online, RepositoryRefusal> signers() throws IOException {
    var timestamp = root.signers(RoleName.TIMESTAMP);
    return root.signers(RoleName.SNAPSHOT)
        .then(snapshot -> timestamp.map(keys -> new Online(snapshot, keys)));
  }

  private long lead(Optional<Present> present, Map<String, Members> meta, Online online)
      throws IOException {
    long snapshot = 1 + present.map(each -> each.snapshot().content().version()).orElse(0L);
    var listed = new Fields();
    meta.forEach(listed::set);
    var file =
        SignedFile.of(
            root.time().header(RoleName.SNAPSHOT, snapshot).put("meta", listed.members()).members(),
            online.snapshot());
    MetadataFiles.write(files.path(RoleName.SNAPSHOT, snapshot), file);
    long version = 1 + present.map(each -> each.timestamp().content().version()).orElse(0L);
    var led = new Fields().put(RoleName.SNAPSHOT.listedName(), named(snapshot, file)).members();
    MetadataFiles.write(
        files.timestamp(),
        SignedFile.of(
            root.time().header(RoleName.TIMESTAMP, version).put("meta", led).members(),
            online.timestamp()));
    return version;
  }

  /** Length and hash too: a stolen targets key alone then leads nobody anywhere. */
  private static Members named(long version, Bytes file) {
    return new Fields()
        .whole("version", version)
        .whole("length", file.size())
        .put("hashes", new Fields().text("sha256", Digest.of(file).value().hex()).members())
        .members();
  }

  private Optional<Present> present() throws IOException {
    var stored = MetadataFiles.read(files.timestamp());
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    var timestamp = MetadataFiles.own(files.timestamp(), MetadataReader.timestamp(stored.get()));
    var file = files.path(RoleName.SNAPSHOT, timestamp.content().snapshot().version());
    var snapshot = MetadataFiles.own(file, MetadataReader.snapshot(bytes(file)));
    return Optional.of(new Present(timestamp, snapshot));
  }

  private static Bytes bytes(Path file) throws IOException {
    return MetadataFiles.read(file).orElseThrow(() -> new IOException(file + " is missing"));
  }
}
