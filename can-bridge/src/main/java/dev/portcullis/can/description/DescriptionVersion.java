package dev.portcullis.can.description;

import dev.portcullis.crypto.Digest;

/**
 * Which description it is.
 *
 * @param sequence its place among all of this car
 * @param digest of both files
 */
public record DescriptionVersion(long sequence, Digest digest) {}
