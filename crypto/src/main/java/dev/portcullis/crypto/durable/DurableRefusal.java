package dev.portcullis.crypto.durable;

/** Why state was not read or not made durable: the closed list, each with what a person does. */
public enum DurableRefusal {
  /** The disk or the quota has no room. */
  DISK_FULL("the disk is full", "free some space; the next write goes on by itself"),
  /** The file system is mounted read-only. */
  READ_ONLY(
      "the file system is read-only",
      "mount it read-write; look for disk errors in the kernel's log"),
  /** The permissions do not let this user in. */
  ACCESS_DENIED(
      "this user may not read or write there", "give the agent's user the folder and its files"),
  /** The device or the file system reported an error. */
  IO_ERROR("the disk reported an error", "look for disk errors in the kernel's log"),
  /** There is no such file or folder. */
  NOT_FOUND("there is no such file", "check the path; provision the agent"),
  /** Another process, or another journal of this one, holds the folder. */
  IN_USE("another process uses this folder", "stop the other process or give each its own folder"),
  /** The journal was closed before. */
  CLOSED("the journal is closed", "open it again"),
  /** A record is longer than {@link JournalLimits#recordBytes}. */
  RECORD_TOO_LARGE("the record is longer than a record may be", "raise the limit of a record"),
  /** A snapshot is longer than {@link JournalLimits#snapshotBytes}. */
  SNAPSHOT_TOO_LARGE(
      "the snapshot is longer than a snapshot may be", "raise the limit of a snapshot"),
  /** A file is longer than its reader accepts. */
  FILE_TOO_LARGE("the file is longer than it may be", "put back the file this program wrote"),
  /** The segment has reached {@link JournalLimits#segmentBytes}: a checkpoint is due. */
  JOURNAL_FULL("the journal has reached its limit", "write a checkpoint"),
  /** The file does not start as a journal does. */
  NOT_A_JOURNAL("the file is no journal", "put back the file this program wrote"),
  /** The journal was written by a version of this program with another format. */
  UNKNOWN_VERSION("the journal has an unknown format version", "run the version that wrote it"),
  /** Bytes that had been made durable have changed: this is no power cut. */
  DAMAGED_RECORD(
      "a record that was safely stored is damaged",
      "keep the folder for inspection; check the disk"),
  /** Whole records that do not follow from one another: cut, exchanged or from elsewhere. */
  BROKEN_CHAIN(
      "the records do not follow from one another", "keep the folder for inspection: tampering");

  private final String meaning;
  private final String next;

  DurableRefusal(String meaning, String next) {
    this.meaning = meaning;
    this.next = next;
  }

  /** What happened, for a person, without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, for a person, without a full stop. */
  public String next() {
    return next;
  }
}
