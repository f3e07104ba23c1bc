package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.dbc.Message;
import dev.portcullis.simulator.bus.NodeName;

/** One thing that is wrong on a bus. */
public sealed interface Misbehaviour {

  /** False frames of a real message beside those of its sender, each just behind a true one. */
  record Spoof(Message message, Falsehood falsehood) implements Misbehaviour {}

  /** True frames that were recorded before, sent again, with the pauses they had. */
  record Replay(Message message) implements Misbehaviour {}

  /** The sender of a message no longer sends it. */
  record Suspend(Message message) implements Misbehaviour {}

  /** The strongest id there is, without a pause. */
  record Flood() implements Misbehaviour {}

  /** Random ids, lengths and payloads, 200 a second. */
  record Fuzz() implements Misbehaviour {}

  /**
   * The sender of a message is silenced, and its frames come from another with a false value: same
   * id, same times, right counter and checksum.
   */
  record Masquerade(Message message, Falsehood falsehood) implements Misbehaviour {}

  /** A node's frames are destroyed on the wire until its controller leaves the bus. */
  record BusOff(NodeName node) implements Misbehaviour {}
}
