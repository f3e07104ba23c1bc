/**
 * CAN frames as values, and the SLCAN line that carries them over a serial port. Everything here is
 * pure: no port, no clock, no thread.
 */
package dev.portcullis.can.frame;
