/**
 * Recordings of a bus as candump writes them: a line for each frame, read strictly and written the
 * same way. No port and no clock: what is read was measured by whoever recorded it.
 */
package dev.portcullis.can.log;
