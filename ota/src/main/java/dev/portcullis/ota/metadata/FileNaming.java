package dev.portcullis.ota.metadata;

/** Whether a repository keeps consistent snapshots (TUF section 6.2). */
public enum FileNaming {
  /** Files carry a version or a hash in their names, and never change. */
  CONSISTENT,
  /** Files have one name and are replaced. */
  PLAIN
}
