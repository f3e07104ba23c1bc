package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.metadata.Delegation;
import dev.portcullis.ota.metadata.Delegations;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.Signed;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.metadata.Targets;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.Fields;
import dev.portcullis.simulator.repository.signing.KeyFolder;
import dev.portcullis.simulator.repository.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Image repository: every image the OEM ever made for its vehicles, vouched for by people with
 * offline keys (Uptane section 5.3.1). It knows of no vehicle.
 */
public final class ImageRepository {

  private final Path folder;
  private final RootRole root;
  private final Publication publication;
  private final KeyFolder offline;

  ImageRepository(Path folder, RootRole root, KeyFolder offline) {
    this.folder = folder;
    this.root = root;
    this.offline = offline;
    this.publication = new Publication(metadata(), root);
  }

  /** The folder of metadata, to be served as it is. */
  public Path metadata() {
    return folder.resolve("metadata");
  }

  /** The folder of images, to be served as it is. */
  public Path targets() {
    return folder.resolve("targets");
  }

  /** Its root. */
  public RootRole root() {
    return root;
  }

  /** The first publication, of no image. */
  Outcome<Long, RepositoryRefusal> create() throws IOException {
    return publish(RoleName.TARGETS, new Fields().put("targets", Members.none()).members());
  }

  /** What is to be added. */
  public record Addition(
      TargetName name, Path content, List<HardwareId> hardware, long releaseCounter) {

    private Target in(Target.Form form) throws IOException {
      return new Target(
          name, Files.size(content), TargetFiles.sha256(content), hardware, releaseCounter, form);
    }
  }

  /**
   * Vouches for an image, and copies it to where it is served.
   *
   * @param by the role at the top, or one that it delegated to
   */
  public Outcome<Target, RepositoryRefusal> add(RoleName by, Addition addition) throws IOException {
    return add(
        by, addition.in(Target.Form.PLAIN), target -> files().copy(addition.content(), target));
  }

  /**
   * The same, but what is served is the image encrypted.
   *
   * @param keys keep the key, before anybody can be directed to the image
   */
  Outcome<Target, RepositoryRefusal> addEncrypted(RoleName by, Addition addition, Encryptions keys)
      throws IOException {
    return add(
        by,
        addition.in(Target.Form.ENCRYPTED),
        target -> files().encrypt(addition.content(), target, keys));
  }

  private TargetFiles files() {
    return new TargetFiles(targets(), root.time().random());
  }

  /** Puts what is served of a target into its place. */
  @FunctionalInterface
  private interface Serving {
    Outcome<Target, RepositoryRefusal> serve(Target target) throws IOException;
  }

  private Outcome<Target, RepositoryRefusal> add(RoleName by, Target target, Serving serving)
      throws IOException {
    var taken = find(target.name());
    if (taken.isPresent()) {
      return Outcome.refused(taken(taken.get()));
    }
    var otherwise = otherwiseServed(target);
    if (otherwise.isPresent()) {
      return Outcome.refused(otherwise.get());
    }
    var role = publication.targets(by);
    if (role.isEmpty()) {
      return Outcome.refused(noSuchRole(by));
    }
    var uncovered = uncovered(by, target);
    if (uncovered.isPresent()) {
      return Outcome.refused(uncovered.get());
    }
    // What nobody can sign is not put where it is served, either.
    if (signers(by) instanceof Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why)) {
      return Outcome.refused(why);
    }
    return switch (serving.serve(target)) {
      case Outcome.Refused<Target, RepositoryRefusal> refused -> refused;
      case Outcome.Passed<Target, RepositoryRefusal> _ -> vouch(by, role.get(), target);
    };
  }

  private Outcome<Target, RepositoryRefusal> vouch(RoleName by, Signed<Targets> role, Target target)
      throws IOException {
    var content = role.document().signed();
    var listed =
        Fields.child(content, "targets").put(target.name().text(), target.vouched()).members();
    return publish(by, Fields.of(content).put("targets", listed).members()).map(_ -> target);
  }

  private static RepositoryRefusal taken(Target there) {
    return new RepositoryRefusal(
        Code.NAME_TAKEN,
        "there is a target " + there.name() + " already, release " + there.releaseCounter(),
        "give every release a name of its own: campaigns that direct the old one stay valid");
  }

  /** What is served in plain under one name is no secret under another. */
  private Optional<RepositoryRefusal> otherwiseServed(Target target) throws IOException {
    for (Targets role : all().values()) {
      for (Map.Entry<TargetName, TargetFile> each : role.files().entrySet()) {
        var other =
            Target.of(each.getKey(), each.getValue())
                .filter(there -> there.sha256().equals(target.sha256()))
                .filter(there -> there.form() != target.form());
        if (other.isPresent()) {
          return other.map(there ->
              new RepositoryRefusal(
                  Code.NOT_POSSIBLE,
                  "the same image is served as " + there.name() + ", " + there.form(),
                  "serve it in one form; what was served in plain once is known"));
        }
      }
    }
    return Optional.empty();
  }

  private static RepositoryRefusal noSuchRole(RoleName role) {
    return new RepositoryRefusal(
        Code.NO_SUCH_ROLE,
        "nobody delegated to a role " + role,
        "delegate first: ./portcullis sim ota delegate --help");
  }

  private Optional<RepositoryRefusal> uncovered(RoleName by, Target target) throws IOException {
    if (by.isTopLevel()) {
      return Optional.empty();
    }
    var delegation = delegation(by);
    var covers =
        delegation.filter(each ->
            each.paths().cover(target.name())
                && target.hardware().stream()
                    .allMatch(model ->
                        each.hardware().isEmpty() || each.hardware().get().contains(model.text())));
    return covers.isPresent()
        ? Optional.empty()
        : Optional.of(
            new RepositoryRefusal(
                Code.NOT_DELEGATED,
                target.name()
                    + " for "
                    + target.hardware()
                    + " is not what "
                    + by
                    + " may describe",
                "choose a name and hardware that the delegation covers, or delegate more"));
  }

  private Optional<Delegation> delegation(RoleName role) throws IOException {
    var top = publication.targets(RoleName.TARGETS);
    return top.map(each -> each.content().delegations())
        .filter(Delegations.Listed.class::isInstance)
        .map(Delegations.Listed.class::cast)
        .flatMap(listed ->
            listed.delegations().stream()
                .filter(each -> each.authority().role().equals(role))
                .findFirst());
  }

  /**
   * To whom, and what.
   *
   * @param patterns of paths, where a star does not cross a slash
   * @param reach whether anybody further down is asked for what these patterns cover
   * @param hardware the models it is bound to; all where there is none
   */
  public record Terms(
      RoleName role, List<String> patterns, Delegation.Reach reach, List<HardwareId> hardware) {}

  /** Lets another role, with a key of its own, vouch for some images. */
  public Outcome<RoleName, RepositoryRefusal> delegate(Terms terms) throws IOException {
    var role = terms.role();
    if (role.isTopLevel() || publication.targets(role).isPresent()) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.NAME_TAKEN, "there is a role " + role + " already", "choose another name"));
    }
    var top = publication.targets(RoleName.TARGETS);
    if (top.isEmpty()) {
      return Outcome.refused(noSuchRole(RoleName.TARGETS));
    }
    return switch (root.signers(RoleName.TARGETS)) {
      case Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<List<SigningKey>, RepositoryRefusal>(var signers) ->
          delegate(terms, top.get().document().signed(), signers);
    };
  }

  private Outcome<RoleName, RepositoryRefusal> delegate(
      Terms terms, Members top, List<SigningKey> signers) throws IOException {
    var keys = new ArrayList<SigningKey>();
    for (SigningKey like : distinct(signers)) {
      var key = SigningKey.make(like.algorithm(), root.time().random());
      delegates(terms.role()).keep(terms.role(), key);
      keys.add(key);
    }
    var delegations = Fields.child(top, "delegations");
    var known = Fields.child(delegations.members(), "keys");
    keys.forEach(key -> known.set(key.id().text(), key.description()));
    var listed = new ArrayList<JsonValue>();
    if (delegations.members().member("roles").orElse(new Items(List.of()))
        instanceof Items(var old)) {
      listed.addAll(old);
    }
    listed.add(listed(terms, keys));
    delegations.set("keys", known.members());
    delegations.set("roles", new Items(listed));
    var contents = new LinkedHashMap<RoleName, Members>();
    contents.put(
        RoleName.TARGETS, body(Fields.of(top).put("delegations", delegations.members()).members()));
    contents.put(terms.role(), new Fields().put("targets", Members.none()).members());
    return publication
        .publish(contents, Map.of(RoleName.TARGETS, signers, terms.role(), keys))
        .map(_ -> terms.role());
  }

  private static Members listed(Terms terms, List<SigningKey> keys) {
    var fields =
        new Fields()
            .text("name", terms.role().text())
            .texts("keyids", keys.stream().map(key -> key.id().text()).toList())
            .whole("threshold", 1)
            .texts("paths", terms.patterns())
            .put("terminating", new Truth(terms.reach() == Delegation.Reach.TERMINATING));
    return terms.hardware().isEmpty()
        ? fields.members()
        : fields
            .texts("hardwareIds", terms.hardware().stream().map(HardwareId::text).toList())
            .members();
  }

  /** One key of each algorithm. */
  private static List<SigningKey> distinct(List<SigningKey> keys) {
    var byAlgorithm = new LinkedHashMap<Object, SigningKey>();
    keys.forEach(key -> byAlgorithm.putIfAbsent(key.algorithm(), key));
    return List.copyOf(byAlgorithm.values());
  }

  private KeyFolder delegates(RoleName role) {
    return new KeyFolder(offline.folder().resolve("delegate-" + role.text()), offline.random());
  }

  /** Signs snapshot and timestamp anew. */
  public Outcome<Long, RepositoryRefusal> refresh() throws IOException {
    return publication.refresh();
  }

  /** The same if it is time for it. */
  public Outcome<Long, RepositoryRefusal> refreshIfDue() throws IOException {
    return publication.refreshIfDue();
  }

  /** Signs what a targets role says anew with its offline keys, so that it lasts again. */
  public Outcome<Long, RepositoryRefusal> renew(RoleName role) throws IOException {
    var present = publication.targets(role);
    return present.isEmpty()
        ? Outcome.refused(noSuchRole(role))
        : publish(role, present.get().document().signed());
  }

  /**
   * Signs the next root, with new keys for {@code renewed}, and with them whatever the old ones had
   * signed. Targets metadata lasts anew as well.
   */
  public Outcome<Long, RepositoryRefusal> rotate(Set<RoleName> renewed) throws IOException {
    var targets = root.signers(RoleName.TARGETS);
    if (targets instanceof Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why)
        && !renewed.contains(RoleName.TARGETS)) {
      return Outcome.refused(why);
    }
    var present = publication.targets(RoleName.TARGETS);
    return switch (root.next(renewed)) {
      case Outcome.Refused<Long, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<Long, RepositoryRefusal>(var version) -> {
        var content = present.map(each -> each.document().signed()).orElse(Members.none());
        yield publish(RoleName.TARGETS, content).map(_ -> version);
      }
    };
  }

  /** What is vouched for under a name. */
  public Optional<Target> find(TargetName name) throws IOException {
    for (RoleName role : publication.roles()) {
      var found = publication.targets(role).flatMap(each -> each.content().file(name));
      if (found.isPresent()) {
        return Target.of(name, found.get());
      }
    }
    return Optional.empty();
  }

  /** Everything that is vouched for, by role. */
  public Map<RoleName, Targets> all() throws IOException {
    var all = new LinkedHashMap<RoleName, Targets>();
    for (RoleName role : publication.roles()) {
      publication.targets(role).ifPresent(each -> all.put(role, each.content()));
    }
    return all;
  }

  private Outcome<Long, RepositoryRefusal> publish(RoleName role, Members content)
      throws IOException {
    return switch (signers(role)) {
      case Outcome.Refused<List<SigningKey>, RepositoryRefusal>(var why) -> Outcome.refused(why);
      case Outcome.Passed<List<SigningKey>, RepositoryRefusal>(var keys) ->
          publication.publish(Map.of(role, body(content)), Map.of(role, keys));
    };
  }

  private Outcome<List<SigningKey>, RepositoryRefusal> signers(RoleName role) throws IOException {
    if (role.isTopLevel()) {
      return root.signers(role);
    }
    var delegation = delegation(role);
    return delegation.isEmpty()
        ? Outcome.refused(noSuchRole(role))
        : root.enough(delegation.get().authority(), delegates(role));
  }

  /** Without what each version has of its own. */
  private static Members body(Members signed) {
    return Fields.of(signed)
        .without("_type")
        .without("spec_version")
        .without("version")
        .without("expires")
        .members();
  }
}
