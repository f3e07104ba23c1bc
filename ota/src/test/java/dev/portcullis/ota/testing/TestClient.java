package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.MetadataFolder;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.update.RepositoryUpdate;
import dev.portcullis.ota.update.TargetDownload;
import dev.portcullis.ota.update.UpdateRefusal;
import dev.portcullis.ota.verify.SignaturePolicy;
import dev.portcullis.ota.verify.TargetSearch;
import dev.portcullis.ota.verify.TrustedTargets;
import dev.portcullis.ota.verify.TrustedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A client of one repository, with folders of its own. */
public final class TestClient {

  private static final Pattern VERSION = Pattern.compile("\"version\":([0-9]+)[,}]");

  private final SimulatedRepository repository;
  private final Path metadata;
  private final Path targets;
  private final SignaturePolicy policy;
  private Instant now = SimulatedRepository.NOW;

  private TestClient(SimulatedRepository repository, Path folder, SignaturePolicy policy) {
    this.repository = repository;
    this.metadata = folder.resolve("metadata");
    this.targets = folder.resolve("targets");
    this.policy = policy;
  }

  /** A client that trusts the repository's present root. */
  public static TestClient of(SimulatedRepository repository, Path folder) {
    return of(repository, folder, SignaturePolicy.THRESHOLD);
  }

  /** The same with another policy. */
  public static TestClient of(SimulatedRepository repository, Path folder, SignaturePolicy policy) {
    var client = new TestClient(repository, folder, policy);
    try {
      Files.createDirectories(client.metadata);
      Files.createDirectories(client.targets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client.store("root", repository.file("root"));
    return client;
  }

  /** Puts a file into the folder behind the client's back. */
  public void store(String role, Bytes file) {
    try {
      Files.write(metadata.resolve(role + ".json"), file.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file away behind the client's back. */
  public void lose(String role) {
    try {
      Files.delete(metadata.resolve(role + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the time of what follows. */
  public void at(Instant time) {
    now = time;
  }

  /** "done", or how the refusal reads. */
  public String refresh() {
    return said(update().refresh(time()));
  }

  /** Refreshes, and downloads one target after the other while all goes well. */
  public String download(String... names) {
    var folder = new TargetFolder(new DiskFileSystem(), targets);
    var download = new TargetDownload(folder, repository.targetFiles());
    var update = update();
    return said(update.refresh(time()).then(top -> all(update, top, download, names)));
  }

  private static Outcome<String, UpdateRefusal> all(
      RepositoryUpdate update, TrustedTargets top, TargetDownload download, String... names) {
    Outcome<String, UpdateRefusal> all = Outcome.passed("done");
    for (String name : names) {
      var target = new TargetName(name);
      all =
          all.then(_ -> update.find(top, TargetSearch.Wanted.of(target)))
              .then(found -> download.fetch(target, found.file(), top.snapshot().root().naming()))
              .map(_ -> "done");
    }
    return all;
  }

  private RepositoryUpdate update() {
    return new RepositoryUpdate(
        new MetadataFolder(new DiskFileSystem(), metadata), repository.metadata(), policy);
  }

  private TrustedTime time() {
    return TrustedTime.within(Instant.EPOCH, now, Instant.MAX);
  }

  /** "done", or the code and the subject of an attack, or another refusal. */
  public static <T> String said(Outcome<T, UpdateRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, UpdateRefusal> _ -> "done";
      case Outcome.Refused<T, UpdateRefusal>(var refusal) -> said(refusal);
    };
  }

  private static String said(UpdateRefusal refusal) {
    return switch (refusal) {
      case UpdateRefusal.Attacked(var attack) -> attack.code() + " " + attack.subject();
      case UpdateRefusal.Unavailable(var what, var _) -> "UNAVAILABLE " + what;
      case UpdateRefusal.DiskFailed(var what, var _) -> "DISK_FAILED " + what;
      case UpdateRefusal.NoSuchTarget(var name) -> "NO_SUCH_TARGET " + name;
      case UpdateRefusal.NoRoot() -> "NO_ROOT";
    };
  }

  /** The trusted versions of root, timestamp, snapshot and targets, 0 for none. */
  public List<Long> versions() {
    var versions = new ArrayList<Long>();
    for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
      versions.add(file(role).map(TestClient::version).orElse(0L));
    }
    return versions;
  }

  /** What is stored of a role. */
  public Optional<Bytes> file(String role) {
    return new MetadataFolder(new DiskFileSystem(), metadata).load(new RoleName(role)).orFault();
  }

  /** The last "version" of a canonical file is its own. */
  private static long version(Bytes file) {
    var matcher = VERSION.matcher(new String(file.toArray(), StandardCharsets.UTF_8));
    long version = 0;
    while (matcher.find()) {
      version = Long.parseLong(matcher.group(1));
    }
    return version;
  }

  /** The names in the folder of metadata, sorted. */
  public List<String> metadataNames() {
    return names(metadata);
  }

  /** The names in the folder of targets, sorted. */
  public List<String> targetNames() {
    return names(targets);
  }

  /** A downloaded target, by the name of its file. */
  public Bytes target(String name) {
    try {
      return Bytes.of(Files.readAllBytes(targets.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
