package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.metadata.Authority;
import dev.portcullis.ota.metadata.KeyId;
import dev.portcullis.ota.metadata.MetadataReader;
import dev.portcullis.ota.metadata.RoleKey;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Root;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.Fields;
import dev.portcullis.simulator.repository.signing.KeyAlgorithm;
import dev.portcullis.simulator.repository.signing.KeyFolder;
import dev.portcullis.simulator.repository.signing.SignedFile;
import dev.portcullis.simulator.repository.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The root role of one repository: which keys sign for the four roles, version after version. */
public final class RootRole {

  private static final List<RoleName> ROLES =
      List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  private final RepositoryKind kind;
  private final MetadataFiles files;
  private final KeyFolder offline;
  private final KeyFolder online;
  private final Time time;

  /**
   * What time it is, and how long what is signed lasts.
   *
   * @param random what keys are made of
   */
  record Time(InstantSource clock, Lifetimes lifetimes, SecureRandom random) {

    /** The members that all roles have in common. */
    Fields header(RoleName role, long version) {
      var type = role.isTopLevel() ? role : RoleName.TARGETS;
      return new Fields()
          .text("_type", type.text())
          .text("spec_version", "1.0.31")
          .whole("version", version)
          .text("expires", Expiry.text(clock.instant().plus(lifetimes.of(role))));
    }
  }

  RootRole(
      RepositoryKind kind, MetadataFiles files, KeyFolder offline, KeyFolder online, Time time) {
    this.kind = kind;
    this.files = files;
    this.offline = offline;
    this.online = online;
    this.time = time;
  }

  Time time() {
    return time;
  }

  /** Makes all keys and root 1. */
  void create(KeyPlan plan) throws IOException {
    var keys = new Fields();
    var roles = new Fields();
    var signers = new ArrayList<SigningKey>();
    for (RoleName role : ROLES) {
      var quorum = plan.of(role, kind);
      var made = make(role, quorum.keys(), plan.algorithms());
      made.forEach(key -> keys.set(key.id().text(), key.description()));
      roles.set(role.text(), named(made, quorum.threshold()));
      if (role.equals(RoleName.ROOT)) {
        signers.addAll(made);
      }
    }
    var signed =
        time.header(RoleName.ROOT, 1)
            .put("consistent_snapshot", new Truth(true))
            .put("keys", keys.members())
            .put("roles", roles.members())
            .members();
    MetadataFiles.write(files.path(RoleName.ROOT, 1), SignedFile.of(signed, signers));
  }

  /** The newest root. */
  public Signed<Root> newest() throws IOException {
    var file = files.path(RoleName.ROOT, files.newest(RoleName.ROOT));
    var bytes = MetadataFiles.read(file).orElseThrow(() -> new IOException(file + " is missing"));
    return MetadataFiles.own(file, MetadataReader.root(bytes));
  }

  /** The file of the newest root: what a vehicle is provisioned with. */
  public Bytes bytes() throws IOException {
    return newest().document().bytes();
  }

  /** Who signs for a role at the top. */
  Authority authority(RoleName role) throws IOException {
    var root = newest().content();
    return Stream.of(root.root(), root.targets(), root.snapshot(), root.timestamp())
        .filter(each -> each.role().equals(role))
        .findFirst()
        .orElseThrow(() -> new IOException("the root names no role " + role));
  }

  /** The keys that sign for a role now: at least its threshold of each algorithm. */
  public Outcome<List<SigningKey>, RepositoryRefusal> signers(RoleName role) throws IOException {
    return enough(authority(role), place(role));
  }

  /** The keys of {@code authority} that lie in {@code place}, if they are enough. */
  Outcome<List<SigningKey>, RepositoryRefusal> enough(Authority authority, KeyFolder place)
      throws IOException {
    var found = place.of(authority);
    for (var algorithm : algorithms(authority)) {
      long there = found.stream().filter(key -> key.algorithm() == algorithm).count();
      if (there < authority.threshold()) {
        return Outcome.refused(
            new RepositoryRefusal(
                Code.KEYS_MISSING,
                "%s: %d of the %d %s keys that must sign for %s are in %s"
                    .formatted(
                        kind.title(),
                        there,
                        authority.threshold(),
                        algorithm,
                        authority.role(),
                        place.folder()),
                "put the key files there (--offline names another folder)"));
      }
    }
    return Outcome.passed(found);
  }

  private static Set<KeyAlgorithm> algorithms(Authority authority) {
    var used = new TreeSet<KeyAlgorithm>();
    for (RoleKey key : authority.keys()) {
      if (key instanceof RoleKey.Usable usable) {
        used.add(
            switch (usable.kind()) {
              case CLASSICAL -> KeyAlgorithm.ED25519;
              case POST_QUANTUM -> KeyAlgorithm.ML_DSA_65;
            });
      }
    }
    return used;
  }

  /**
   * Signs the next root, by the keys before and those after. Each of {@code renewed} gets as many
   * new keys as it had. The key files of the old ones are deleted: vehicles that are behind still
   * trust them, so nobody may find them later.
   */
  Outcome<Long, RepositoryRefusal> next(Set<RoleName> renewed) throws IOException {
    return switch (signers(RoleName.ROOT)) {
      case Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<List<SigningKey>, RepositoryRefusal>(var before) ->
          Outcome.passed(next(renewed, before));
    };
  }

  private long next(Set<RoleName> renewed, List<SigningKey> before) throws IOException {
    var last = newest();
    var roles = Fields.child(last.document().signed(), "roles");
    var keys = Fields.child(last.document().signed(), "keys");
    var signers = new LinkedHashSet<>(before);
    for (RoleName role : renewed) {
      var authority = authority(role);
      var algorithms = List.copyOf(algorithms(authority));
      var made = make(role, authority.keys().size() / algorithms.size(), algorithms);
      authority.keys().forEach(old -> keys.remove(old.id().text()));
      made.forEach(key -> keys.set(key.id().text(), key.description()));
      roles.set(role.text(), named(made, authority.threshold()));
      if (role.equals(RoleName.ROOT)) {
        signers.addAll(made);
      }
    }
    long version = last.content().version() + 1;
    var signed =
        time.header(RoleName.ROOT, version)
            .put("consistent_snapshot", new Truth(true))
            .put("keys", keys.members())
            .put("roles", roles.members())
            .members();
    var old = new ArrayList<Authority>();
    for (RoleName role : renewed) {
      old.add(authority(role));
    }
    MetadataFiles.write(
        files.path(RoleName.ROOT, version), SignedFile.of(signed, List.copyOf(signers)));
    for (Authority each : old) {
      place(each.role()).forget(each.role(), each.keys().stream().map(RoleKey::id).toList());
    }
    return version;
  }

  private List<SigningKey> make(RoleName role, int count, List<KeyAlgorithm> algorithms)
      throws IOException {
    var made = new ArrayList<SigningKey>();
    for (var algorithm : algorithms) {
      for (int i = 0; i < count; i++) {
        var key = SigningKey.make(algorithm, time.random());
        place(role).keep(role, key);
        made.add(key);
      }
    }
    return made;
  }

  private static Members named(List<SigningKey> keys, int threshold) {
    return new Fields()
        .texts("keyids", keys.stream().map(SigningKey::id).map(KeyId::text).toList())
        .whole("threshold", threshold)
        .members();
  }

  /** Where the keys of a role belong. */
  KeyFolder place(RoleName role) {
    return kind.isOffline(role) ? offline : online;
  }

  /** Whether there is a root. */
  boolean exists() {
    return Files.exists(files.path(RoleName.ROOT, 1));
  }
}
