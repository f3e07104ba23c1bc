package dev.portcullis.can.secoc.kept;

/**
 * Why SecOC cannot begin.
 *
 * @param where the file
 * @param reason what is wrong with it, for a person
 * @param next what to do about it
 */
public record SecOcFault(String where, String reason, String next) {}
