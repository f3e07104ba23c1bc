/**
 * A CAN bus of 500 kbit/s in one process: arbitration by id, the time every frame takes on the
 * wire, and a tap that sees each of them.
 */
package dev.portcullis.simulator.bus;
