package dev.portcullis.simulator.demo;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the demo takes from the process it runs in.
 *
 * @param clock the time of day
 * @param nanos a clock that only runs forward, in nanoseconds
 */
public record Surroundings(InstantSource clock, LongSupplier nanos, SecureRandom random) {}
