/**
 * Attestation Results as signed tokens: EAT Attestation Results of a Verifier, as JWT and as CWT,
 * and Approov tokens. The vehicle relies on them only with keys its policy pins, each for one role,
 * format and issuer. The issuing halves are here too, for those who play a Verifier.
 */
package dev.portcullis.crypto.attest.token;
