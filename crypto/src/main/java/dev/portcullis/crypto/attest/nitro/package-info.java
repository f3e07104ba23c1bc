/**
 * Attestation documents of AWS Nitro Enclaves, after AWS's public description of the attestation
 * process: a COSE_Sign1 (ES384) over the enclave's measurements, by a certificate of AWS's.
 */
package dev.portcullis.crypto.attest.nitro;
