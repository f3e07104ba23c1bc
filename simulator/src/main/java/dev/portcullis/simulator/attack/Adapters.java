package dev.portcullis.simulator.attack;

import java.io.IOException;

/** Pulls the CAN adapter out and plugs it in, and waits until the agent has noticed. */
final class Adapters {

  private static final String ABOUT = "can";

  private Adapters() {}

  static void unplug(Scene scene) throws IOException, InterruptedException {
    long before = scene.agent().linesAbout(ABOUT);
    scene.vehicle().adapter().unplug();
    scene.agent().awaitLine(ABOUT, "lost", before);
  }

  static void plugIn(Scene scene) throws IOException, InterruptedException {
    long before = scene.agent().linesAbout(ABOUT);
    scene.vehicle().adapter().plugIn();
    scene.agent().awaitLine(ABOUT, "open", before);
    scene.settle();
  }
}
