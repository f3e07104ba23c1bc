package dev.portcullis.crypto.durable.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.HeldLock;
import dev.portcullis.crypto.durable.ReadableFile;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.crypto.durable.WritableFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A disk in memory whose power can go before each operation. {@link #afterCrash} then gives a disk
 * on which whatever was not forced is there, lost, torn or out of order. It can also report faults:
 * once, at a given operation, or always, until {@link #heal}.
 */
public final class CrashingFileSystem implements FileSystem {

  private static final int NEVER = Integer.MAX_VALUE;

  private final FolderNode root;
  private final Set<Path> locks = new HashSet<>();
  private int operations;
  private int stopBefore = NEVER;
  private int faultAt = NEVER;
  private DurableRefusal fault = DurableRefusal.IO_ERROR;
  private Optional<DurableRefusal> illness = Optional.empty();

  private CrashingFileSystem(FolderNode root) {
    this.root = root;
  }

  /** A disk with an empty root folder. */
  public static CrashingFileSystem empty() {
    return new CrashingFileSystem(new FolderNode());
  }

  /** How many operations there were. */
  public int operations() {
    return operations;
  }

  /** Lets the power go after so many more operations. */
  public void stopIn(int moreOperations) {
    stopBefore = operations + moreOperations;
  }

  /** Lets one operation fail with {@code refusal}, after so many that still succeed. */
  public void faultIn(int moreOperations, DurableRefusal refusal) {
    faultAt = operations + moreOperations;
    fault = refusal;
  }

  /** Lets everything that changes something fail with {@code refusal} from now on. */
  public void fallIll(DurableRefusal refusal) {
    illness = Optional.of(refusal);
  }

  /** Ends {@link #fallIll}. */
  public void heal() {
    illness = Optional.empty();
  }

  /** The process dies, the machine does not: locks are gone, all else is as it was. */
  public void kill() {
    locks.clear();
    stopBefore = NEVER;
    faultAt = NEVER;
  }

  /** One of the disks that may be found once the power is back; this one stays as it is. */
  public CrashingFileSystem afterCrash(Choices choices) {
    return new CrashingFileSystem(root.afterCrash(choices));
  }

  @Override
  public boolean isFolder(Path folder) {
    return find(folder).filter(node -> node instanceof FolderNode).isPresent();
  }

  @Override
  public void createFolder(Path folder) throws StorageFault {
    change();
    var parent = folderOf(folder);
    if (parent.find(name(folder)).isEmpty()) {
      parent.link(name(folder), new FolderNode());
    }
  }

  @Override
  public List<String> list(Path folder) throws StorageFault {
    look();
    return folder(folder).names();
  }

  @Override
  public Bytes read(Path file, int limit) throws StorageFault {
    look();
    byte[] content = file(file).content();
    if (content.length > limit) {
      throw new StorageFault(DurableRefusal.FILE_TOO_LARGE);
    }
    return Bytes.of(content);
  }

  @Override
  public ReadableFile openForRead(Path file) throws StorageFault {
    look();
    return new ReadFile(Bytes.of(file(file).content()));
  }

  /** Who may run a file is not kept here: it is set when the file is made, and not changed. */
  @Override
  public WritableFile createProgram(Path file) throws StorageFault {
    return create(file);
  }

  @Override
  public WritableFile create(Path file) throws StorageFault {
    change();
    if (folderOf(file).find(name(file)).isEmpty()) {
      folderOf(file).link(name(file), new FileNode(new byte[0]));
    }
    file(file).truncate(0);
    return new OpenFile(file(file));
  }

  @Override
  public WritableFile openForAppend(Path file) throws StorageFault {
    look();
    return new OpenFile(file(file));
  }

  @Override
  public void rename(Path from, Path to) throws StorageFault {
    change();
    folderOf(to).rename(name(from), name(to), file(from));
  }

  @Override
  public void delete(Path file) throws StorageFault {
    change();
    if (find(file).isPresent()) {
      folderOf(file).unlink(name(file));
    }
  }

  @Override
  public void forceFolder(Path folder) throws StorageFault {
    force(folder(folder));
  }

  @Override
  public HeldLock lock(Path file) throws StorageFault {
    var key = file.toAbsolutePath();
    if (!locks.add(key)) {
      throw new StorageFault(DurableRefusal.IN_USE);
    }
    return () -> locks.remove(key);
  }

  private void look() throws StorageFault {
    if (operations == stopBefore) {
      throw new PowerCut(operations);
    }
    if (operations++ == faultAt) {
      throw new StorageFault(fault);
    }
  }

  private void change() throws StorageFault {
    look();
    if (illness.isPresent()) {
      throw new StorageFault(illness.get());
    }
  }

  private void force(Node node) throws StorageFault {
    try {
      change();
      node.force();
    } catch (StorageFault failed) {
      node.failToForce();
      throw failed;
    }
  }

  private Optional<Node> find(Path path) {
    Optional<Node> found = Optional.of(root);
    for (var name : path.toAbsolutePath()) {
      found =
          found.flatMap(node ->
              switch (node) {
                case FolderNode folder -> folder.find(name.toString());
                case FileNode _ -> Optional.empty();
              });
    }
    return found;
  }

  private FileNode file(Path path) throws StorageFault {
    if (find(path).orElse(null) instanceof FileNode file) {
      return file;
    }
    throw new StorageFault(DurableRefusal.NOT_FOUND);
  }

  private FolderNode folder(Path path) throws StorageFault {
    if (find(path).orElse(null) instanceof FolderNode folder) {
      return folder;
    }
    throw new StorageFault(DurableRefusal.NOT_FOUND);
  }

  private FolderNode folderOf(Path path) throws StorageFault {
    var parent = path.toAbsolutePath().getParent();
    return parent == null ? root : folder(parent);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static final class ReadFile implements ReadableFile {

    private Bytes left;

    ReadFile(Bytes content) {
      this.left = content;
    }

    @Override
    public Bytes read(int size) {
      int next = Math.min(size, left.size());
      var piece = left.slice(0, next);
      left = left.slice(next, left.size());
      return piece;
    }

    @Override
    public void close() {}
  }

  private final class OpenFile implements WritableFile {

    private final FileNode node;

    OpenFile(FileNode node) {
      this.node = node;
    }

    @Override
    public void append(Bytes content) throws StorageFault {
      try {
        change();
        node.append(content.toArray());
      } catch (StorageFault failed) {
        // A full disk takes what it has room for.
        node.append(content.slice(0, content.size() / 2).toArray());
        throw failed;
      }
    }

    @Override
    public void truncate(long size) throws StorageFault {
      change();
      node.truncate((int) size);
    }

    @Override
    public void force() throws StorageFault {
      CrashingFileSystem.this.force(node);
    }

    @Override
    public void close() {}
  }
}
