package dev.portcullis.crypto.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.keys.KeyRefusal.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretFileTest {

  private static final DiskFileSystem DISK = new DiskFileSystem();

  @TempDir Path folder;

  @Test
  void readsBackWhatItWrote() {
    var file = folder.resolve("pin");
    assertEquals(Outcome.passed(file), SecretFile.write(DISK, file, secret("grüße 1234")));
    assertEquals(Outcome.passed(secret("grüße 1234")), SecretFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "1234\n", "1234\r\n"})
  void oneLineBreakAtTheEndIsNotPartOfTheSecret(String content) throws IOException {
    assertEquals(Outcome.passed(secret("1234")), SecretFile.read(file(content)));
  }

  @Test
  void namesAMissingFile() {
    refuses(Reason.FILE_MISSING, folder.resolve("none"));
  }

  @Test
  void namesAFileItCannotRead() throws IOException {
    var inner = Files.createDirectory(folder.resolve("inner"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    refuses(Reason.FILE_UNREADABLE, inner);
  }

  @Test
  void refusesAnEmptySecret() throws IOException {
    refuses(Reason.SECRET_EMPTY, file("\n"));
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    refuses(Reason.FILE_TOO_LARGE, file("1".repeat(SecretFile.MAX_SIZE + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12\n34", "12\n\n", "12\t34", "\u0000"})
  void refusesAnythingButOneLineOfText(String content) throws IOException {
    refuses(Reason.SECRET_MALFORMED, file(content));
  }

  @Test
  void refusesASecretThatIsNotUtf8() throws IOException {
    var file = file("");
    Files.write(file, new byte[] {'1', (byte) 0xff});
    refuses(Reason.SECRET_MALFORMED, file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void refusesASecretThatOthersMayReadOrWrite(String permissions) throws IOException {
    var file = file("1234");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    refuses(Reason.SECRET_READABLE_BY_OTHERS, file);
  }

  @Test
  void doesNotOverwriteASecret() throws IOException {
    var file = file("1234");
    var refused = (Outcome.Refused<Path, KeyRefusal>) SecretFile.write(DISK, file, secret("5678"));
    assertEquals(Reason.FILE_EXISTS, refused.reason().reason());
    assertEquals(Outcome.passed(secret("1234")), SecretFile.read(file));
  }

  @Test
  void namesAFolderItCannotWriteTo() {
    var file = folder.resolve("none").resolve("pin");
    var refused = (Outcome.Refused<Path, KeyRefusal>) SecretFile.write(DISK, file, secret("5678"));
    assertEquals(Reason.FILE_NOT_WRITABLE, refused.reason().reason());
  }

  private Path file(String content) throws IOException {
    var file = Files.writeString(folder.resolve("secret"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.takeOver(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(Reason expected, Path file) {
    var refused = (Outcome.Refused<SecretBytes, KeyRefusal>) SecretFile.read(file);
    assertEquals(expected, refused.reason().reason());
    assertEquals(file.toString(), refused.reason().where());
  }
}
