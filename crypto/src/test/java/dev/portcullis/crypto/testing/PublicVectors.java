package dev.portcullis.crypto.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the public test vectors: in the folder that the system property {@code vectors.dir} names.
 * Where it is missing, the calling test is skipped with that reason, or fails if {@code
 * vectors.required} is true.
 */
public final class PublicVectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PublicVectors() {}

  /** The file or folder at {@code path} below the folder of vectors. */
  public static Path at(String path) {
    Path root = Path.of(System.getProperty("vectors.dir", "no folder named"));
    Path wanted = root.resolve(path);
    if (Files.exists(wanted)) {
      return wanted;
    }
    String reason =
        "no public test vectors at "
            + wanted
            + "; next: put them there or name their folder with -Dvectors.dir=";
    if (Boolean.getBoolean("vectors.required")) {
      return fail(reason);
    }
    assumeTrue(false, reason);
    throw new AssertionError("an assumption that fails throws");
  }

  /** The JSON document at {@code path}. */
  public static JsonNode json(String path) {
    try {
      return JSON.readTree(Files.readAllBytes(at(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
