/**
 * Attestation Results (RFC 9334): what a Verifier found out about a phone's app or about the
 * back-end, as an EAR in a JWT. The vehicle relies on them only with keys its policy pins.
 */
package dev.portcullis.crypto.attest;
