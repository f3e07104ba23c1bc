/**
 * The simulated car as a whole: bus, controllers and adapter, for the demo and for running alone.
 */
package dev.portcullis.simulator.vehicle;
