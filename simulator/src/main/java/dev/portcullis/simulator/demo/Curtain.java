package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Ends a world whatever happens: at the end, at a fault, and when somebody presses Ctrl-C. */
final class Curtain {

  private static final String HOME = "portcullis.home";

  private Curtain() {}

  /** What is done in a world. */
  @FunctionalInterface
  interface Act<T> {
    T play(DemoWorld world) throws IOException, GeneralSecurityException, InterruptedException;
  }

  /** Does it, and closes the world. */
  static <T> T around(Surroundings around, Traffic.Density density, Act<T> act)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (var world = new DemoWorld(around, density)) {
      var end = new Thread(world::close, "demo-end");
      Runtime.getRuntime().addShutdownHook(end);
      return act.play(world);
    }
  }

  /** Where Portcullis lies, as the launcher says. */
  static Path home() {
    return Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
  }
}
