package dev.portcullis.can.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the words of a command line ask for. */
sealed interface CommandWords {

  /** To look before the start. */
  record Check(Path config) implements CommandWords {}

  /** To take the keys of the bus that lie in {@code from}. */
  record Provision(Path config, Path from) implements CommandWords {}

  /** To run. */
  record Run(Path config) implements CommandWords {}

  /** {@code COMMAND --name VALUE} or {@code --name=VALUE}, and nothing missing or besides. */
  static Optional<CommandWords> read(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return options(words.subList(1, words.size()).iterator())
        .flatMap(options -> command(words.getFirst(), options));
  }

  private static Optional<CommandWords> command(String name, Map<String, Path> options) {
    return switch (name) {
      case "check" -> only(options, Set.of("--config"), () -> new Check(at(options, "--config")));
      case "run" -> only(options, Set.of("--config"), () -> new Run(at(options, "--config")));
      case "provision" ->
          only(
              options,
              Set.of("--config", "--from"),
              () -> new Provision(at(options, "--config"), at(options, "--from")));
      default -> Optional.empty();
    };
  }

  private static Optional<CommandWords> only(
      Map<String, Path> options, Set<String> wanted, Supplier<CommandWords> made) {
    return options.keySet().equals(wanted) ? Optional.of(made.get()) : Optional.empty();
  }

  private static Path at(Map<String, Path> options, String name) {
    return Optional.ofNullable(options.get(name)).orElseThrow();
  }

  private static Optional<Map<String, Path>> options(Iterator<String> words) {
    Map<String, Path> options = new HashMap<>();
    try {
      while (words.hasNext()) {
        String word = words.next();
        int equals = word.indexOf('=');
        if (equals < 0 && !words.hasNext()) {
          return Optional.empty();
        }
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? words.next() : word.substring(equals + 1);
        if (value.isEmpty() || options.put(name, Path.of(value)) != null) {
          return Optional.empty();
        }
      }
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
    return Optional.of(options);
  }
}
