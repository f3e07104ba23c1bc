package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;

/** What is connected to a bus: a controller or an adapter. Called on the timeline of the bus. */
public interface BusNode {

  /** Its name, by which the tap knows it. */
  NodeName name();

  /** A frame of another node ended on the bus just now. */
  void received(CanFrame frame);
}
