package dev.portcullis.ota.metadata;

import java.util.Optional;

/**
 * What a role says of another's metadata file (TUF sections 4.4 and 4.6).
 *
 * @param version at least 1
 * @param length in bytes, at least 1, where it is said
 */
public record MetaFile(long version, Optional<Long> length, Optional<Hashes> hashes) {}
