package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;

/**
 * One frame that was on the bus.
 *
 * @param sender the node whose transceiver drove it, known from the wire and not from its content
 * @param start when its first bit was on the bus
 * @param end when the bus was free again
 */
public record Sighting(NodeName sender, CanFrame frame, MonotonicTime start, MonotonicTime end) {}
