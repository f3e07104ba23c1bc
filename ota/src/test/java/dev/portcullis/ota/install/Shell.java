package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A shell that units have; tests that need one are skipped where it is not installed. */
enum Shell {
  /** Debian's. Its tools are those of the machine. */
  DASH("dash", "dash"),
  /** That of most embedded systems; it prefers its own tools. */
  BUSYBOX("busybox", "busybox-static");

  private final String program;
  private final String debianPackage;

  Shell(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** How it is started. */
  List<String> command() {
    var found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      var reason =
          "%s is not installed (Debian: apt-get install %s)".formatted(program, debianPackage);
      return Boolean.getBoolean("peers.required") ? fail(reason) : abort(reason);
    }
    var path = found.get().toString();
    return switch (this) {
      case DASH -> List.of(path);
      case BUSYBOX -> List.of(path, "sh");
    };
  }
}
