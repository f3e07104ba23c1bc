package dev.portcullis.simulator.vehicle;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the controllers of a car need for SecOC.
 *
 * @param keys the folder with a file {@code slot-N.key} for each of their slots
 * @param clock at whose milliseconds their freshness begins: later than all they ever sent, while
 *     they send less than a thousand frames a millisecond and nobody sets it back
 */
public record CarSecrets(Path keys, InstantSource clock) {}
