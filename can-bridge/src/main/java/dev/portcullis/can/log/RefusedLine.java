package dev.portcullis.can.log;

/**
 * A line that was not read.
 *
 * @param line its number in the recording, from 1
 */
public record RefusedLine(long line, CandumpRefusal why) {}
