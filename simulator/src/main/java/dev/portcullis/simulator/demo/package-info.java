/**
 * {@code ./portcullis demo}: a whole world on this machine, its attackers, and what came of them.
 */
package dev.portcullis.simulator.demo;
