package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;

/**
 * What was signed, and by whom it is said to be.
 *
 * @param payload in canonical form
 */
record SignedPart(Bytes payload, EcuSignature signature) {}
