package dev.portcullis.simulator.phone;

import java.nio.file.Path;

/**
 * Why a configuration file cannot be used.
 *
 * @param file which file
 * @param where the key's path, or the line of a syntax error
 * @param reason what is wrong, as the end of a sentence about the key
 */
public record SettingsRefusal(Path file, String where, String reason) {

  /** One line that says it all. */
  public String line() {
    return file + ": " + where + " " + reason;
  }
}
