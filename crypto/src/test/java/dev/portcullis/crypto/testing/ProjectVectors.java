package dev.portcullis.crypto.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the project's own vectors, in {@code vectors/} at the root of the repository. */
public final class ProjectVectors {

  private ProjectVectors() {}

  /** The root of the repository, from the system property {@code project.root}. */
  public static Path projectRoot() {
    return Path.of(System.getProperty("project.root", "")).toAbsolutePath();
  }

  /** The folder of all vectors. */
  public static Path root() {
    return projectRoot().resolve("vectors");
  }

  /** Every vector, in the order of their paths. */
  public static List<ProjectVector> all() {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(ProjectVector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
