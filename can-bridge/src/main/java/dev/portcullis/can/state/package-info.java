/**
 * What is known about the car: the last value of each watched signal, never without its age, and
 * never from a frame whose counter or checksum is wrong.
 */
package dev.portcullis.can.state;
