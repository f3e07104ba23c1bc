/**
 * Watches a bus: layers of detectors over every frame, each against the description of the bus and,
 * where there is one, against a baseline learned from a clean recording. It finds and tells; it
 * permits and hinders nothing. All memory is taken at the start, and a frame that nothing is found
 * in allocates none.
 */
package dev.portcullis.can.watch;
