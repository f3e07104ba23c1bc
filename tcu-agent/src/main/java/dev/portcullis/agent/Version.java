package dev.portcullis.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * Which agent this is, as the build wrote it down.
 *
 * @param number as in the POM
 * @param built when it was built: the time is certainly not before that
 */
record Version(String number, Instant built) {

  static Version read() {
    try (var in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the build puts version.properties beside this class");
      }
      var properties = new Properties();
      properties.load(in);
      return new Version(
          properties.getProperty("number", ""), Instant.parse(properties.getProperty("built", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
