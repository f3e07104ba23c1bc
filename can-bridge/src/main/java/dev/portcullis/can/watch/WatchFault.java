package dev.portcullis.can.watch;

/**
 * Why a watch cannot begin.
 *
 * @param where the file, and the place in it
 * @param reason what is wrong with it, for a person
 * @param next what to do about it
 */
public record WatchFault(String where, String reason, String next) {}
