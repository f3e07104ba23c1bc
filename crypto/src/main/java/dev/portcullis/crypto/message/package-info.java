/**
 * The messages of the protocol: one record and one codec each. Together with {@code
 * docs/protocol.md} this is the contract that a phone or a back-end builds on.
 */
package dev.portcullis.crypto.message;
