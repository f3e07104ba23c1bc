/**
 * What the other controllers of the simulated car say: every message of {@code full.dbc} that no
 * controller of the demo sends, at its own period, with counters, checksums and values that follow
 * how the car moves.
 */
package dev.portcullis.simulator.traffic;
