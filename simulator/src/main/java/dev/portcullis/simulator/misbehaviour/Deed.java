package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.frame.CanFrame;

/** One misbehaviour under way. For the timeline of its bus only. */
interface Deed {

  /** Its window opens. */
  void begin();

  /** A frame of somebody else was on the bus: also before the window. */
  void heard(CanFrame frame);

  /** Its window has closed. */
  void end();
}
