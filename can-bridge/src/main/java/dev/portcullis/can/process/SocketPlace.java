package dev.portcullis.can.process;

import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * The socket in its folder. Only this process's user may write to the folder: nobody else can put a
 * socket of his own in this one's place. A lock beside it says whether the bridge that made it
 * still lives, so that a stale socket is removed and a live one never.
 */
final class SocketPlace implements AutoCloseable {

  /** What the kernel's address holds, without the zero at its end. */
  private static final int LONGEST_PATH = 107;

  private static final Path OURSELVES = Path.of("/proc/self");

  private final Path socket;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final ServerSocketChannel listening;

  private SocketPlace(
      Path socket, FileChannel lockFile, FileLock lock, ServerSocketChannel listening) {
    this.socket = socket;
    this.lockFile = lockFile;
    this.lock = lock;
    this.listening = listening;
  }

  /**
   * Binds {@code socket} so that {@code agent}, and its group where it is another user, may ask.
   */
  static Outcome<SocketPlace, Problem> open(Path socket, UserPrincipal agent) {
    var folder = socket.getParent();
    if (folder == null || socket.toString().length() > LONGEST_PATH) {
      return Outcome.refused(
          new Problem(
              socket.toString(),
              "is longer than the " + LONGEST_PATH + " characters that a socket's path may have",
              "choose a shorter path as `socket`"));
    }
    try {
      var self = Files.getOwner(OURSELVES);
      boolean same = self.equals(agent);
      var unfit = unfit(folder, self, same);
      return unfit.isPresent() ? Outcome.refused(unfit.get()) : bind(socket, same);
    } catch (IOException e) {
      return Outcome.refused(unusable(socket, e));
    }
  }

  private static Optional<Problem> unfit(Path folder, UserPrincipal self, boolean same)
      throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      var _ =
          Files.createDirectory(
              folder,
              PosixFilePermissions.asFileAttribute(
                  PosixFilePermissions.fromString(same ? "rwx------" : "rwxr-x---")));
    }
    var found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() || !found.owner().equals(self)) {
      return Optional.of(
          new Problem(
              folder.toString(),
              "is no folder of the user that can-bridge runs as",
              "give the socket a folder of its own: RuntimeDirectory= of systemd makes one"));
    }
    return found.permissions().contains(PosixFilePermission.GROUP_WRITE)
            || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        ? Optional.of(
            new Problem(
                folder.toString(),
                "others may write to it, and put a socket of their own in the place of this one",
                "chmod go-w " + folder))
        : Optional.empty();
  }

  private static Outcome<SocketPlace, Problem> bind(Path socket, boolean same) throws IOException {
    var lockPath = socket.resolveSibling(socket.getFileName() + ".lock");
    var lockFile =
        FileChannel.open(
            lockPath,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var lock = lock(lockFile);
    if (lock.isEmpty()) {
      lockFile.close();
      return Outcome.refused(
          new Problem(
              socket.toString(),
              "another can-bridge listens there",
              "stop that one first, or name another socket"));
    }
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      // A socket is neither a file nor a folder nor a link. We hold the lock: nobody listens at it.
      if (!Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        lockFile.close();
        return Outcome.refused(
            new Problem(
                socket.toString(), "is there and is no socket", "move it away, or name another"));
      }
      Files.delete(socket);
    }
    var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      var _ = listening.bind(UnixDomainSocketAddress.of(socket));
      var _ =
          Files.setPosixFilePermissions(
              socket, PosixFilePermissions.fromString(same ? "rw-------" : "rw-rw----"));
      return Outcome.passed(new SocketPlace(socket, lockFile, lock.get(), listening));
    } catch (IOException e) {
      listening.close();
      lockFile.close();
      throw e;
    }
  }

  private static Optional<FileLock> lock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }

  private static Problem unusable(Path socket, IOException why) {
    return new Problem(
        socket.toString(),
        "cannot be made: " + why.getMessage(),
        "name a socket in a folder that can-bridge's user owns");
  }

  ServerSocketChannel listening() {
    return listening;
  }

  @Override
  public void close() {
    try {
      listening.close();
      Files.deleteIfExists(socket);
      lock.release();
      lockFile.close();
    } catch (IOException _) {
      // The next start removes what is left: the lock goes with the process.
    }
  }
}
