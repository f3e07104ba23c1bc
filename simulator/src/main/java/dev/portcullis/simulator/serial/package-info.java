/** The serial line of the car: a pseudo-terminal with a CAN adapter that speaks SLCAN behind it. */
package dev.portcullis.simulator.serial;
