package dev.portcullis.ota.image;

/** What one header of an archive announces. */
sealed interface ArchiveEntry {

  /** A folder. */
  record Folder(EntryName name) implements ArchiveEntry {}

  /** A file whose content follows. */
  record File(EntryName name, Access access, long size) implements ArchiveEntry {}

  /** No more entries: the first of two blocks of zeros. */
  record End() implements ArchiveEntry {}

  /** Who may do what with a file. */
  enum Access {
    /** Read by its owner: mode 644. */
    DATA,
    /** Run by its owner too: mode 755. */
    PROGRAM
  }
}
