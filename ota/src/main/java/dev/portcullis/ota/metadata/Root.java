package dev.portcullis.ota.metadata;

import java.time.Instant;

/** Who signs for the four roles (TUF section 4.3). */
public record Root(
    long version,
    Instant expires,
    FileNaming naming,
    Authority root,
    Authority timestamp,
    Authority snapshot,
    Authority targets)
    implements Role {}
