package dev.portcullis.ota.metadata;

import java.time.Instant;

/** Which snapshot is the newest (TUF section 4.6). */
public record Timestamp(long version, Instant expires, MetaFile snapshot) implements Role {}
