package dev.portcullis.ota.metadata;

import dev.portcullis.ota.json.JsonValue.Members;

/**
 * What a targets role says of a file (TUF section 4.5).
 *
 * @param length in bytes, may be 0
 * @param custom what TUF leaves to those who use it; Uptane's fields are in there
 */
public record TargetFile(long length, Hashes hashes, Members custom) {}
