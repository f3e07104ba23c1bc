/**
 * The way to the bus: what a CAN adapter can do, a CAN interface of the Linux kernel (SocketCAN),
 * and the SLCAN adapter over a serial line. A port that is lost says so once; its owner opens a new
 * one.
 */
package dev.portcullis.can.port;
