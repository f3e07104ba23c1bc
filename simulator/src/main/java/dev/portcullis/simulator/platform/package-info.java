/**
 * Platforms as others run them, played with keys of our own: the Approov service, and a host of
 * Nitro enclaves. What they make has the real formats; only a demonstration's policy pins their
 * keys.
 */
package dev.portcullis.simulator.platform;
