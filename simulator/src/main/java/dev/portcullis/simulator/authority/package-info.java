/**
 * The certificate authority the simulator makes at its first run, and the key files it hands out.
 */
package dev.portcullis.simulator.authority;
