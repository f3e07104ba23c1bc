package dev.portcullis.crypto.keys;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * A file that holds one password or PIN: one line of UTF-8, for its owner's eyes only. Passwords
 * stand in such files so that the configuration can be shown to anybody.
 */
public final class SecretFile {

  /** The longest secret in bytes. */
  public static final int MAX_SIZE = 1024;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /** Reads the secret; one line break at its end does not belong to it. */
  public static Outcome<SecretBytes, KeyRefusal> read(Path file) {
    try {
      if (isOpenToOthers(file)) {
        return refused(Reason.SECRET_READABLE_BY_OTHERS, file);
      }
      try (var in = Files.newInputStream(file)) {
        return parse(in.readNBytes(MAX_SIZE + 3), file);
      }
    } catch (NoSuchFileException e) {
      return refused(Reason.FILE_MISSING, file);
    } catch (IOException e) {
      return Outcome.refused(new KeyRefusal(Reason.FILE_UNREADABLE, file.toString(), text(e)));
    }
  }

  /**
   * Writes a new file that only its owner may read: durable on return, and after a power cut whole
   * or not there. An existing file is refused. One writer a file at a time.
   */
  public static Outcome<Path, KeyRefusal> write(FileSystem disk, Path file, SecretBytes secret) {
    if (Files.exists(file)) {
      return refused(Reason.FILE_EXISTS, file);
    }
    var line = secret.use(bytes -> Bytes.concat(Bytes.of(bytes), Bytes.utf8("\n")));
    return AtomicFile.write(disk, file, line)
        .mapRefusal(why -> new KeyRefusal(Reason.FILE_NOT_WRITABLE, file.toString(), why.meaning()))
        .map(_ -> file);
  }

  private static Outcome<SecretBytes, KeyRefusal> parse(byte[] content, Path file) {
    int end = content.length;
    if (end > 0 && content[end - 1] == '\n') {
      end--;
      if (end > 0 && content[end - 1] == '\r') {
        end--;
      }
    }
    var secret = Arrays.copyOf(content, end);
    Arrays.fill(content, (byte) 0);
    if (end == 0) {
      return refused(Reason.SECRET_EMPTY, file);
    }
    if (end > MAX_SIZE) {
      Arrays.fill(secret, (byte) 0);
      return refused(Reason.FILE_TOO_LARGE, file);
    }
    if (!isOneLineOfText(secret)) {
      Arrays.fill(secret, (byte) 0);
      return refused(Reason.SECRET_MALFORMED, file);
    }
    return Outcome.passed(SecretBytes.takeOver(secret));
  }

  private static boolean isOneLineOfText(byte[] secret) {
    for (byte b : secret) {
      if (b >= 0 && b < ' ') {
        return false;
      }
    }
    try {
      Arrays.fill(decode(secret), '\0');
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * The characters of UTF-8 bytes, without a {@code String} that nobody could overwrite.
   *
   * @throws UncheckedIOException if the bytes are not UTF-8
   */
  static char[] decode(byte[] utf8) {
    var chars = new char[utf8.length];
    var decoder = StandardCharsets.UTF_8.newDecoder();
    try (var reader = new InputStreamReader(new ByteArrayInputStream(utf8), decoder)) {
      int read = Math.max(0, reader.read(chars));
      var decoded = Arrays.copyOf(chars, read);
      Arrays.fill(chars, '\0');
      return decoded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
  }

  static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static <T> Outcome<T, KeyRefusal> refused(Reason reason, Path file) {
    return Outcome.refused(new KeyRefusal(reason, file.toString(), ""));
  }
}
