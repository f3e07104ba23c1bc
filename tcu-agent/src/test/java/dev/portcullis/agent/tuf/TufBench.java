package dev.portcullis.agent.tuf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.testing.LoopbackServer;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The command in two empty folders, and a repository that it reaches over a real connection: what a
 * runner of conformance tests sees of a client.
 */
final class TufBench implements AutoCloseable {

  private static final List<String> TOP = List.of("root", "snapshot", "targets", "timestamp");

  private final Path folder;
  private final SimulatedRepository repository;
  private final LoopbackServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final StringWriter said = new StringWriter();
  private Instant now = SimulatedRepository.NOW;

  TufBench(Path folder, SimulatedRepository repository) {
    this.folder = folder;
    this.repository = repository;
    this.server = new LoopbackServer(this::answer);
    try {
      Files.createDirectories(metadata());
      Files.createDirectories(targets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(String path, OutputStream out) throws IOException {
    var name = path.substring(1);
    requests.add(name.replaceFirst("metadata/", ""));
    var file = repository.served(name);
    LoopbackServer.head(
        out, file.isEmpty() ? "404 Not Found" : "200 OK", file.map(Bytes::size).orElse(0));
    out.write(file.orElseGet(Bytes::empty).toArray());
  }

  Path metadata() {
    return folder.resolve("metadata");
  }

  Path targets() {
    return folder.resolve("targets");
  }

  URI url(String path) {
    return server.uri(path);
  }

  /** Sets the clock of what follows. */
  void at(Duration later) {
    now = SimulatedRepository.NOW.plus(later);
  }

  int execute(String... arguments) {
    return TufCommand.commandLine(() -> now, () -> 0)
        .setErr(new PrintWriter(said, true))
        .setOut(new PrintWriter(said, true))
        .execute(arguments);
  }

  /** Begins with the root that is the newest now. */
  int init() {
    return init(repository.file("root"));
  }

  int init(Bytes root) {
    return execute("--metadata-dir", metadata().toString(), "init", written(root).toString());
  }

  private Path written(Bytes root) {
    try {
      return Files.write(folder.resolve("initial_root.json"), root.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int refresh() {
    return execute(refreshing().toArray(String[]::new));
  }

  /** The arguments of a refresh. */
  List<String> refreshing() {
    return Stream.concat(where().stream(), Stream.of("refresh")).toList();
  }

  private List<String> where() {
    return List.of(
        "--metadata-dir",
        metadata().toString(),
        "--metadata-url",
        server.uri("/metadata/").toString());
  }

  int download(String... names) {
    var arguments = new ArrayList<>(where());
    for (String name : names) {
      arguments.addAll(List.of("--target-name", name));
    }
    arguments.addAll(List.of("--target-dir", targets().toString()));
    arguments.addAll(List.of("--target-base-url", server.uri("/targets").toString(), "download"));
    return execute(arguments.toArray(String[]::new));
  }

  /** What was written for a person until now. */
  String said() {
    return said.toString();
  }

  /** What was asked for since the last time; metadata without its folder. */
  List<String> requests() {
    var seen = List.copyOf(requests);
    requests.clear();
    return seen;
  }

  /** The trusted versions of root, snapshot, targets and timestamp, "-" for none. */
  String trusted() {
    return String.join(" ", TOP.stream().map(this::version).toList());
  }

  private String version(String role) {
    return stored(role)
        .map(file -> new String(file.toArray(), StandardCharsets.UTF_8))
        .map(text -> text.replaceFirst("(?s).*\"version\":([0-9]+)[,}].*", "$1"))
        .orElse("-");
  }

  /** The file of a role, as it is in the folder. */
  Optional<Bytes> stored(String role) {
    var file = metadata().resolve(role + ".json");
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** The names in the folder of metadata, sorted. */
  List<String> metadataNames() {
    return names(metadata());
  }

  /** The targets by their files' names, sorted; their content as text. */
  Map<String, String> downloads() {
    var downloads = new TreeMap<String, String>();
    names(targets())
        .forEach(name ->
            downloads.put(
                name, new String(read(targets().resolve(name)).toArray(), StandardCharsets.UTF_8)));
    return downloads;
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on nobody listens. */
  @Override
  public void close() {
    server.close();
  }
}
