/**
 * Attestation (RFC 9334): one shape for every format, in which a document is taken apart, held
 * against its requirements in one order, and says what it proves. The vehicle relies on nothing
 * that its policy does not pin.
 */
package dev.portcullis.crypto.attest;
