package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;

/**
 * A signature that a metadata file carries. It may be nobody's: a bad one takes nothing from the
 * good ones beside it.
 *
 * @param value empty where it was not written in hexadecimal digits
 */
public record RoleSignature(KeyId keyId, Bytes value) {}
