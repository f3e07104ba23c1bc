/**
 * How the simulated car moves: what a driver wants, leg by leg, and what engine, gearbox, brakes
 * and body make of it. Seeded and without a clock of its own: the same seed is the same journey.
 */
package dev.portcullis.simulator.motion;
