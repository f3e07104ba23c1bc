package dev.portcullis.simulator.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The SecOC keys that a vehicle's telematics unit shares with its controllers. */
final class BusKeys {

  /** Body, engine and chassis controller, as {@code commands.toml} has them. */
  private static final List<Integer> SLOTS = List.of(1, 2, 3);

  private static final int KEY_BYTES = 16;

  private BusKeys() {}

  /** Makes the keys that are not in {@code folder} yet. */
  static void prepare(Path folder, SecureRandom random) throws IOException {
    PrivateFiles.makeFolder(folder);
    for (int slot : SLOTS) {
      var file = folder.resolve("slot-" + slot + ".key");
      if (!Files.exists(file)) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var line = HexFormat.of().formatHex(key) + "\n";
        Arrays.fill(key, (byte) 0);
        PrivateFiles.write(file, line.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
