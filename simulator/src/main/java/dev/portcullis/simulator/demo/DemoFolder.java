package dev.portcullis.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder of this run alone, under the system's temporary folder; gone at its end. */
record DemoFolder(Path path) implements AutoCloseable {

  static DemoFolder make() throws IOException {
    return new DemoFolder(Files.createTempDirectory("portcullis-demo-"));
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (var all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
