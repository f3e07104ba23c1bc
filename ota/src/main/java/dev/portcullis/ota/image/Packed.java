package dev.portcullis.ota.image;

import dev.portcullis.crypto.Digest;

/**
 * An archive that was written, as metadata describes it.
 *
 * @param files at least one
 * @param length of the archive, in bytes
 * @param sha256 of the archive
 */
public record Packed(int files, long length, Digest sha256) {}
