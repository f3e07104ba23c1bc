package dev.portcullis.ota.image;

/**
 * How much an archive may hold. An archive is not compressed, so that all files together are never
 * larger than itself, whose length is in signed metadata.
 *
 * @param entries files and folders
 * @param fileBytes one file's content
 */
public record ArchiveLimits(int entries, long fileBytes) {

  /** A Java runtime has some 200 entries, its largest file 60 MB. */
  public static final ArchiveLimits STANDARD = new ArchiveLimits(4096, 256L << 20);
}
