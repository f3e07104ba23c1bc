package dev.portcullis.crypto.cose;

/**
 * Fewer keys of an authority signed these very bytes than must.
 *
 * @param valid how many did, each key once
 * @param required how many must
 */
public record TooFewSignatures(int valid, int required) {}
