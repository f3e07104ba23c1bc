package dev.portcullis.agent.config;

import java.nio.file.Path;

/**
 * Why a configuration file is of no use: the file, the key's path in it or the line, and the
 * reason.
 *
 * @param where the key's path, or the line and column of a syntax error
 */
public record ConfigurationRefusal(Path file, String where, String reason) {

  /** One line for a person. */
  public String explanation() {
    return file + ": " + where + ": " + reason;
  }
}
