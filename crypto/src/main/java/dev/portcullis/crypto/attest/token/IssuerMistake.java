package dev.portcullis.crypto.attest.token;

/**
 * One thing that is wrong with a list of issuers.
 *
 * @param index which issuer, from 0
 * @param fault what about it
 */
public record IssuerMistake(int index, IssuerFault fault) {}
