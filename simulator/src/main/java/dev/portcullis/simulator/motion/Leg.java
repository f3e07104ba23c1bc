package dev.portcullis.simulator.motion;

/**
 * A stretch of a journey on which the driver wants one thing.
 *
 * @param seconds how long, above zero
 */
record Leg(double seconds, Demand demand) {}
