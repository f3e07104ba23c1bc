package dev.portcullis.can.actuate;

import dev.portcullis.can.dbc.Signal;

/**
 * A number an action takes, in the signal's unit.
 *
 * @param min the smallest that is taken
 * @param max the largest
 */
record Parameter(String name, Signal signal, long min, long max) {}
