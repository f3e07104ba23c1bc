package dev.portcullis.simulator.bus;

import dev.portcullis.can.frame.CanFrame;

/**
 * A frame that an error flag destroyed (ISO 11898-1, 10.4.4): nobody received it.
 *
 * @param sender the node that tried to send it
 * @param end when the bus was free again
 */
public record Destruction(
    NodeName sender, CanFrame frame, MonotonicTime start, MonotonicTime end) {}
