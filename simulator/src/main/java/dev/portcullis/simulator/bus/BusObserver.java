package dev.portcullis.simulator.bus;

/** Who sees everything on a bus, as an oscilloscope does. Called on the timeline of the bus. */
public interface BusObserver {

  /** A frame ended on the bus just now. */
  void saw(Sighting sighting);

  /** A frame was cut off by an error flag, and the bus is free again just now. */
  void destroyed(Destruction destruction);
}
