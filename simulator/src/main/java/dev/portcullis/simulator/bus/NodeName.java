package dev.portcullis.simulator.bus;

/** The name of a node on the bus, by which the tap counts its frames. */
public record NodeName(String text) implements Comparable<NodeName> {

  @Override
  public int compareTo(NodeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
