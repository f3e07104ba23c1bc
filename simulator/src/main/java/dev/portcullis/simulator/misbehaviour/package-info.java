/**
 * What an intruder on the bus does, on command: seven classes of misbehaviour, each with a
 * beginning and an end, in live and in virtual time alike. The simulator does this to its own bus
 * only, so that what watches a bus can be tried against it.
 */
package dev.portcullis.simulator.misbehaviour;
