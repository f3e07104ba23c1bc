package dev.portcullis.ota.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.testing.TestArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling of an archive is accepted, and nothing that leads out of an image. */
final class ArchiveReaderTest {

  private static final ArchiveLimits LIMITS = new ArchiveLimits(8, 2000);

  @TempDir private Path folder;

  private static String read(Bytes archive) throws StorageFault {
    var told = new Told();
    return switch (ArchiveReader.walk(new ReadBytes(archive), LIMITS, told)) {
      case Outcome.Passed<Integer, ArchiveFault>(var count) -> count + told.toString();
      case Outcome.Refused<Integer, ArchiveFault>(var fault) -> fault.name();
    };
  }

  private static TestArchive archive() {
    return new TestArchive();
  }

  private static String entry(TestArchive.Header header) throws StorageFault {
    return read(archive().entry(header, "").bytes());
  }

  private static TestArchive.Header header() {
    return new TestArchive.Header("f");
  }

  @Test
  void tellsFoldersFilesAndProgramsInTheirOrder() throws StorageFault {
    assertEquals(
        "3 bin/ bin/java*=#! a=x empty=",
        read(
            archive()
                .folder("bin")
                .program("bin/java", "#!")
                .file("a", "x")
                .file("empty", "")
                .bytes()));
  }

  @Test
  void takesContentOfAnyLengthUpToTheLimit() throws StorageFault {
    for (int size : List.of(1, 511, 512, 513, 2000)) {
      assertEquals("1 f=" + "x".repeat(size), read(archive().file("f", "x".repeat(size)).bytes()));
    }
    assertEquals("FILE_TOO_LARGE", read(archive().file("f", "x".repeat(2001)).bytes()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/etc/passwd", "..", "../f", "a/../f", "a/..", "./f", ".", ".f", "a/.f", "a//f",
        "f/", "-f", "a/-f", "a b", "a\\b", "a\nb", "a\tb", "a*", "a;b", "a'b", "a\"b", "a\u00e4",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"
      })
  void refusesNamesThatLeadElsewhereHideOrMeanSomethingToAShell(String name) throws StorageFault {
    assertEquals("WRONG_NAME", read(archive().file(name, "").bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "/a", "a/..", "."})
  void refusesFoldersThatLeadElsewhere(String name) throws StorageFault {
    assertEquals("WRONG_NAME", read(archive().folder(name).bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "6", "7", "\0", "x", "g", "L", "K", "S", "V"})
  void refusesLinksDevicesAndExtensions(String type) throws StorageFault {
    assertEquals("WRONG_TYPE", entry(header().put(156, type)));
  }

  record Spelling(int at, String text) {}

  static Stream<Spelling> otherSpellings() {
    return Stream.of(
        new Spelling(108, "0000001"),
        new Spelling(116, "0001750"),
        new Spelling(124, "0000000000 "),
        new Spelling(124, "00000000008"),
        new Spelling(124, "\u0080"),
        new Spelling(135, "0"),
        new Spelling(136, "00000000001"),
        new Spelling(157, "target"),
        new Spelling(257, "ustar  \0"),
        new Spelling(263, "01"),
        new Spelling(265, "root"),
        new Spelling(297, "root"),
        new Spelling(329, "0000001"),
        new Spelling(337, "0000001"),
        new Spelling(345, "prefix"),
        new Spelling(511, "x"));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void refusesEveryOtherSpellingOfAHeader(Spelling other) throws StorageFault {
    assertEquals("WRONG_HEADER", entry(header().put(other.at(), other.text())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0004755", "0002755", "0000777", "0000600", "0000000", " 000644"})
  void refusesEveryModeButTwo(String mode) throws StorageFault {
    assertEquals("WRONG_MODE", entry(header().put(100, mode)));
    assertEquals("WRONG_MODE", entry(new TestArchive.Header("d/").put(156, "5").put(100, mode)));
  }

  @Test
  void refusesAFolderWithContent() throws StorageFault {
    assertEquals(
        "WRONG_HEADER",
        entry(
            new TestArchive.Header("d/")
                .put(156, "5")
                .put(100, "0000755")
                .put(124, "00000000001")));
  }

  @Test
  void refusesTextBehindTheEndOfAName() throws StorageFault {
    assertEquals("WRONG_NAME", entry(header().put(2, "hidden")));
  }

  @Test
  void refusesAWrongChecksum() throws StorageFault {
    assertEquals("WRONG_CHECKSUM", entry(header().withChecksumOffBy(1)));
    assertEquals("WRONG_CHECKSUM", read(archive().raw(filled(512, 'x')).bytes()));
  }

  @Test
  void refusesANameThatWasThere() throws StorageFault {
    assertEquals("DUPLICATE_NAME", read(archive().file("f", "1").file("f", "2").bytes()));
    assertEquals("DUPLICATE_NAME", read(archive().file("f", "1").folder("f").bytes()));
    assertEquals("DUPLICATE_NAME", read(archive().folder("f").file("f", "1").bytes()));
    assertEquals("DUPLICATE_NAME", read(archive().folder("f").folder("f").bytes()));
  }

  @Test
  void refusesWhatIsInNoFolderThatWasThereBefore() throws StorageFault {
    assertEquals("NO_SUCH_FOLDER", read(archive().file("a/f", "").bytes()));
    assertEquals("NO_SUCH_FOLDER", read(archive().file("a", "").file("a/f", "").bytes()));
    assertEquals("NO_SUCH_FOLDER", read(archive().folder("a/b").bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FILES", "FILES.new"})
  void keepsTheNameOfTheListForItself(String name) throws StorageFault {
    assertEquals("RESERVED_NAME", read(archive().file(name, "").bytes()));
    assertEquals("RESERVED_NAME", read(archive().folder(name).bytes()));
  }

  @Test
  void countsFilesAndFolders() throws StorageFault {
    var archive = archive();
    for (int i = 0; i < 4; i++) {
      var _ = archive.folder("d" + i).file("f" + i, "");
    }
    assertEquals("4", read(archive.bytes()).substring(0, 1));
    assertEquals("TOO_MANY_ENTRIES", read(archive.file("one-more", "").bytes()));
  }

  @Test
  void refusesPaddingThatIsNotZero() throws StorageFault {
    byte[] bytes = archive().file("f", "x").bytes().toArray();
    bytes[1023] = 1;
    assertEquals("WRONG_PADDING", read(Bytes.of(bytes)));
  }

  @Test
  void refusesEveryArchiveThatIsCutShort() throws StorageFault {
    var archive = archive().folder("d").file("d/f", "x".repeat(600)).bytes();
    for (int size = 0; size < archive.size(); size++) {
      assertEquals("CUT_SHORT", read(archive.slice(0, size)), "at " + size);
    }
  }

  @Test
  void refusesWhatIsBehindTheEnd() throws StorageFault {
    var archive = archive().file("f", "x");
    assertEquals("TRAILING_BYTES", read(Bytes.concat(archive.bytes(), Bytes.of((byte) 0))));
    assertEquals(
        "TRAILING_BYTES",
        read(Bytes.concat(archive.unfinished(), Bytes.of(new byte[512]), archive.bytes())));
  }

  @Test
  void refusesAnArchiveWithoutAFile() throws StorageFault {
    assertEquals("EMPTY", read(archive().bytes()));
    assertEquals("EMPTY", read(archive().folder("d").bytes()));
  }

  @Test
  void readsWhatGnuTarWritesWithTheDocumentedOptions() throws Exception {
    var tar = Path.of("/usr/bin/tar");
    if (!Files.isExecutable(tar)) {
      var reason = "tar is not installed (Debian: apt-get install tar)";
      assertEquals("", Boolean.getBoolean("peers.required") ? fail(reason) : abort(reason));
    }
    Files.createDirectories(folder.resolve("image/bin"));
    Files.writeString(folder.resolve("image/bin/java"), "#!");
    var _ = folder.resolve("image/bin/java").toFile().setExecutable(true);
    Files.writeString(folder.resolve("image/a"), "x");
    var process =
        new ProcessBuilder(
                "sh",
                "-c",
                "tar --format=ustar -b 1 --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0"
                    + " --mode=u=rwX,go=rX -cf image.tar -C image $(ls image)")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertEquals(true, process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(
        "2 a=x bin/ bin/java*=#!", read(Bytes.of(Files.readAllBytes(folder.resolve("image.tar")))));
  }

  private static byte[] filled(int size, char with) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
