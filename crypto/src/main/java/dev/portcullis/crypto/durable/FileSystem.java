package dev.portcullis.crypto.durable;

import dev.portcullis.crypto.Bytes;
import java.nio.file.Path;
import java.util.List;

/**
 * The one seam to the disk. Nothing is durable before it is forced: content by {@link
 * WritableFile#force}, names (created, renamed, deleted) by {@link #forceFolder}. Until then a
 * power cut may lose it, tear it, or keep later operations without earlier ones.
 */
public interface FileSystem {

  /** Whether {@code folder} exists and is a folder. */
  boolean isFolder(Path folder) throws StorageFault;

  /** Makes one folder, whose parent exists; one that exists already is left as it is. */
  void createFolder(Path folder) throws StorageFault;

  /** The names in {@code folder}, in no particular order. */
  List<String> list(Path folder) throws StorageFault;

  /**
   * The whole content of {@code file}, at most {@code limit} bytes: {@link
   * DurableRefusal#FILE_TOO_LARGE} for more, {@link DurableRefusal#NOT_FOUND} where there is none.
   */
  Bytes read(Path file, int limit) throws StorageFault;

  /** Opens {@code file} to be read piece by piece: {@link DurableRefusal#NOT_FOUND} for none. */
  ReadableFile openForRead(Path file) throws StorageFault;

  /** Opens {@code file} without content, making it or emptying what was there. */
  WritableFile create(Path file) throws StorageFault;

  /** As {@link #create}; a file that it makes may be run as a program by its owner. */
  WritableFile createProgram(Path file) throws StorageFault;

  /** Opens {@code file}, which exists, to write behind what it holds. */
  WritableFile openForAppend(Path file) throws StorageFault;

  /** Gives {@code from} the name {@code to} in the same folder, at once replacing what had it. */
  void rename(Path from, Path to) throws StorageFault;

  /** Removes {@code file}; one that does not exist is already removed. */
  void delete(Path file) throws StorageFault;

  /** Makes the names in {@code folder} durable, not what the files hold. */
  void forceFolder(Path folder) throws StorageFault;

  /**
   * Locks {@code file}, making it if need be, against every other process and every other holder in
   * this one: {@link DurableRefusal#IN_USE} if it is locked. A process that dies loses its locks.
   */
  HeldLock lock(Path file) throws StorageFault;
}
