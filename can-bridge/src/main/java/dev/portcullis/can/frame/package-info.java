/**
 * CAN frames as values, and the two forms they travel in: the SLCAN line that carries them over a
 * serial port, and the structures of the Linux kernel. Everything here is pure: no port, no clock,
 * no thread.
 */
package dev.portcullis.can.frame;
