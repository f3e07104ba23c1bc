package dev.portcullis.ota.metadata;

import java.time.Instant;

/** What the signed part of every role has (TUF section 4.3). */
public sealed interface Role permits Root, Timestamp, Snapshot, Targets {

  /** At least 1; rises with each change. */
  long version();

  /** From this instant on the metadata is not to be used. */
  Instant expires();
}
