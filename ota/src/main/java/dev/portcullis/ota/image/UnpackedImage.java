package dev.portcullis.ota.image;

import dev.portcullis.crypto.Digest;

/**
 * An image on the disk, complete and durable.
 *
 * @param image the SHA-256 of the archive, as both repositories have it; its folder's name
 * @param files the SHA-256 of the list of its files
 */
public record UnpackedImage(Digest image, Digest files) {}
