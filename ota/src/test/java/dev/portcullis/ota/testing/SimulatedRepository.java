package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.FileSource;
import dev.portcullis.ota.fetch.PieceSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository in memory, whose owner and whose attackers are the tests. */
public final class SimulatedRepository {

  /** When everything happens, unless a test says otherwise. */
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final Instant SAFE = NOW.plus(Duration.ofDays(30));
  private static final List<String> TOP = List.of("root", "timestamp", "snapshot", "targets");

  /** What snapshot and timestamp say of the files they name. */
  public enum Naming {
    VERSIONS,
    VERSIONS_HASHES_AND_LENGTHS
  }

  private final Map<String, Draft> drafts = new HashMap<>();
  private final Map<String, Bytes> files = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private Naming naming = Naming.VERSIONS;

  /** A repository whose roles have one key each, of this kind, and whose first versions are out. */
  public SimulatedRepository(RoleSigner.Kind kind) {
    this(kind, SAFE);
  }

  /** The quickest kind of keys. */
  public SimulatedRepository() {
    this(RoleSigner.Kind.ED25519);
  }

  /** A repository whose metadata expires then. */
  public SimulatedRepository(RoleSigner.Kind kind, Instant expires) {
    for (String role : TOP) {
      drafts.put(role, new Draft(role, expires));
    }
    root().put("consistent_snapshot", true);
    for (String role : TOP) {
      addKey(role, RoleSigner.of(kind));
    }
    targets().put("targets", new LinkedHashMap<String, Object>());
    snapshot().put("meta", new LinkedHashMap<String, Object>());
    timestamp().put("meta", new LinkedHashMap<String, Object>());
    publish("root", "targets", "snapshot", "timestamp");
  }

  /** What the next version of a role is to be. */
  public Draft draft(String role) {
    return Optional.ofNullable(drafts.get(role)).orElseThrow();
  }

  /** The next root. */
  public Draft root() {
    return draft("root");
  }

  /** The next timestamp. */
  public Draft timestamp() {
    return draft("timestamp");
  }

  /** The next snapshot. */
  public Draft snapshot() {
    return draft("snapshot");
  }

  /** The next top-level targets. */
  public Draft targets() {
    return draft("targets");
  }

  /** Sets what is said of files from now on. */
  public void naming(Naming kind) {
    naming = kind;
  }

  /** Lets a key sign for a role at the top. */
  public void addKey(String role, RoleSigner signer) {
    trustKey(role, signer);
    draft(role).signers().add(signer);
  }

  /** Names a key for a role, which does not sign. */
  public void trustKey(String role, RoleSigner signer) {
    root().object("keys").put(signer.id(), signer.description());
    keyIds(role).add(signer.id());
  }

  /** The identifiers that root metadata names for a role. */
  public List<Object> keyIds(String role) {
    return child(roleOf(role), "keyids");
  }

  /** Sets how many keys must sign for a role at the top. */
  public void threshold(String role, int threshold) {
    roleOf(role).put("threshold", threshold);
  }

  /** Gives a role another key in the place of all it had. */
  public void rotate(String role) {
    keyIds(role).clear();
    draft(role).signers().clear();
    addKey(role, RoleSigner.quick());
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> roleOf(String role) {
    return (Map<String, Object>)
        root()
            .object("roles")
            .computeIfAbsent(role, _ -> new LinkedHashMap<String, Object>(Map.of("threshold", 1)));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> child(Map<String, Object> parent, String name) {
    return (List<Object>) parent.computeIfAbsent(name, _ -> new ArrayList<Object>());
  }

  /** Signs the next version of each role, in order; snapshot and timestamp name what is newest. */
  public void publish(String... roles) {
    for (String role : roles) {
      store(role, draft(role).publish());
    }
  }

  /** Puts a file out as the present version of a role, whatever is in it. */
  public void store(String role, Bytes file) {
    long version = draft(role).version();
    files.put("metadata/" + version + "." + encoded(role) + ".json", file);
    files.put("metadata/" + encoded(role) + ".json", file);
    switch (role) {
      case "root", "timestamp" -> {
        // Nobody names them.
      }
      case "snapshot" -> timestamp().object("meta").put("snapshot.json", meta(version, file));
      default -> snapshot().object("meta").put(role + ".json", meta(version, file));
    }
  }

  private Map<String, Object> meta(long version, Bytes file) {
    var meta = new LinkedHashMap<String, Object>(Map.of("version", version));
    if (naming == Naming.VERSIONS_HASHES_AND_LENGTHS) {
      meta.put("length", file.size());
      meta.put("hashes", new LinkedHashMap<>(Map.of("sha256", Digest.of(file).value().hex())));
    }
    return meta;
  }

  /** The newest file of a role. */
  public Bytes file(String role) {
    return Optional.ofNullable(files.get("metadata/" + encoded(role) + ".json")).orElseThrow();
  }

  /** Takes a file away. */
  public void remove(String path) {
    files.remove(path);
  }

  /** Puts a file where it does not belong. */
  public void serve(String path, Bytes file) {
    files.put(path, file);
  }

  /** What is served at a path. */
  public Optional<Bytes> served(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Describes a target and puts it out. */
  public void addTarget(String role, String name, Bytes content) {
    var hash = Digest.of(content).value().hex();
    describe(role, name, Map.of("length", content.size(), "hashes", Map.of("sha256", hash)));
    int slash = name.lastIndexOf('/') + 1;
    files.put("targets/" + name, content);
    files.put("targets/" + name.substring(0, slash) + hash + "." + name.substring(slash), content);
  }

  /** Describes a target. */
  public void describe(String role, String name, Map<String, Object> description) {
    draft(role).object("targets").put(name, description);
  }

  /** Delegates to a role with a new key; it is published by the test. */
  public void delegate(String from, String to, Map<String, Object> terms) {
    var signer = RoleSigner.quick();
    drafts.computeIfAbsent(to, _ -> emptyTargets()).signers().add(signer);
    delegate(from, to, terms, signer);
  }

  private static Draft emptyTargets() {
    var draft = new Draft("targets", SAFE);
    draft.put("targets", new LinkedHashMap<String, Object>());
    return draft;
  }

  /** Delegates to a role with this key. */
  @SuppressWarnings("unchecked")
  public void delegate(String from, String to, Map<String, Object> terms, RoleSigner signer) {
    var delegations = draft(from).object("delegations");
    ((Map<String, Object>)
            delegations.computeIfAbsent("keys", _ -> new LinkedHashMap<String, Object>()))
        .put(signer.id(), signer.description());
    var delegation = new LinkedHashMap<String, Object>();
    delegation.put("name", to);
    delegation.put("keyids", List.of(signer.id()));
    delegation.put("threshold", 1);
    delegation.put("terminating", false);
    delegation.put("paths", List.of("*"));
    delegation.putAll(terms);
    if (terms.containsKey("path_hash_prefixes")) {
      delegation.remove("paths");
    }
    child(delegations, "roles").add(delegation);
  }

  /** What was asked for since the last time, by path. */
  public List<String> requests() {
    var seen = List.copyOf(requests);
    requests.clear();
    return seen;
  }

  /** The folder of metadata. */
  public FileSource metadata() {
    return below("metadata/");
  }

  /** The folder of targets. */
  public FileSource targetFiles() {
    return below("targets/");
  }

  private FileSource below(String folder) {
    return new FileSource() {
      @Override
      public <E extends Exception> Outcome<Long, FetchFailure> fetch(
          String path, long limit, PieceSink<E> sink) throws E {
        requests.add(folder + path);
        var file = served(folder + path);
        if (file.isEmpty()) {
          return Outcome.refused(new FetchFailure.Absent());
        }
        if (file.get().size() > limit) {
          return Outcome.refused(new FetchFailure.TooLong(limit));
        }
        sink.accept(file.get());
        return Outcome.passed((long) file.get().size());
      }
    };
  }

  private static String encoded(String role) {
    return role.replace("%", "%25").replace("/", "%2F").replace("?", "%3F").replace("#", "%23");
  }
}
