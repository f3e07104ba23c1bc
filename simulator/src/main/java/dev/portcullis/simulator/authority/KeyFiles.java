package dev.portcullis.simulator.authority;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a party's keys lie: a PKCS#12 file, and its password in a file of its own. Both can be read
 * by their owner alone.
 *
 * @param store the PKCS#12 file
 * @param password the file that holds the password, without a line end
 */
public record KeyFiles(Path store, Path password) {

  /** The label under which a party's TLS key and certificate lie. */
  public static final String IDENTITY = "identity";

  static KeyFiles in(Path folder, String name) throws IOException {
    PrivateFiles.makeFolder(folder);
    return new KeyFiles(folder.resolve(name + ".p12"), folder.resolve(name + ".password"));
  }
}
