package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;
import java.util.ArrayList;
import java.util.List;

/** A node that keeps what it hears. */
public final class RecordingNode implements BusNode {

  private final NodeName name;
  private final List<CanFrame> heard = new ArrayList<>();

  /** A node that has heard nothing. */
  public RecordingNode(String name) {
    this.name = new NodeName(name);
  }

  @Override
  public NodeName name() {
    return name;
  }

  @Override
  public void received(CanFrame frame) {
    heard.add(frame);
  }

  /** What it heard, in its order. */
  public List<CanFrame> heard() {
    return List.copyOf(heard);
  }
}
