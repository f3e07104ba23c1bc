/**
 * Measures the bus watch of can-bridge on the simulated car: whether it finds what an intruder
 * does, how soon, and how often it finds something where there is nothing.
 */
package dev.portcullis.simulator.watch;
