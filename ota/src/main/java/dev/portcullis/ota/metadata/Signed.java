package dev.portcullis.ota.metadata;

/** A role's metadata and the file it came in. Parsed, and as yet nobody's. */
public record Signed<R extends Role>(R content, Document document) {}
