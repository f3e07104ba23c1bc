package dev.portcullis.crypto.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A SoftHSM2 token where the build's SOFTHSM2_CONF points. */
public final class SoftHsm {

  /** The user PIN of the token. */
  public static final String PIN = "1234";

  private static final List<Path> LIBRARIES =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib64/softhsm/libsofthsm2.so",
              "/usr/lib64/pkcs11/libsofthsm2.so",
              "/usr/local/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .toList();

  // The library is one for the whole process and knows nothing of a token that was made anew
  // behind its back.
  private static Optional<Path> initialised = Optional.empty();

  private SoftHsm() {}

  /**
   * The library, with a token in the first slot that is new to this process, and the same for all
   * its tests; skips the test where there is none.
   */
  public static synchronized Path initialise() throws IOException, InterruptedException {
    if (initialised.isEmpty()) {
      initialised = Optional.of(withNewToken());
    }
    return initialised.get();
  }

  private static Path withNewToken() throws IOException, InterruptedException {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    var configuration = Optional.ofNullable(System.getenv("SOFTHSM2_CONF")).map(Path::of);
    var missing = "no SoftHSM2 here (package softhsm2), or SOFTHSM2_CONF is not set by the build";
    boolean unusable = library.isEmpty() || configuration.isEmpty();
    assertFalse(unusable && Boolean.getBoolean("peers.required"), missing);
    assumeFalse(unusable, missing);
    makeToken(configuration.orElseThrow());
    return library.orElseThrow();
  }

  private static void makeToken(Path configuration) throws IOException, InterruptedException {
    var folder = configuration.resolveSibling("tokens");
    if (Files.exists(folder)) {
      try (var old = Files.walk(folder)) {
        for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
    Files.writeString(
        configuration, "directories.tokendir = " + folder + "\nobjectstore.backend = file\n");
    var made =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "test",
                "--pin",
                PIN,
                "--so-pin",
                "5678")
            .redirectErrorStream(true)
            .start();
    var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, made.waitFor(), said);
  }
}
