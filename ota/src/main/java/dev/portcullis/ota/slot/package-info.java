/**
 * What a unit has installed, as small text files that a POSIX shell reads: the slots A and B, the
 * state, and what the launcher writes down.
 */
package dev.portcullis.ota.slot;
