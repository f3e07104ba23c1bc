package dev.portcullis.ota.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.image.ImageContent.Links;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder becomes an archive that is accepted, always the same one, or is refused by name. */
final class ImageContentTest {

  private static final ArchiveLimits LIMITS = new ArchiveLimits(12, 4000);

  @TempDir private Path temp = Path.of("");
  private Path folder = Path.of("");

  @BeforeEach
  void makesTheFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("image"));
  }

  private void file(String name, String content) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void program(String name, String content) throws IOException {
    file(name, content);
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String packed() {
    return packed(Links.REFUSED);
  }

  private String packed(Links links) {
    return shown(ImageContent.of(folder, links, LIMITS));
  }

  /** What the reader says of what was written, or why nothing was. */
  private static String shown(Outcome<ImageContent, PackRefusal> content) {
    var out = new ByteArrayOutputStream();
    return switch (content.then(each -> each.writeTo(out))) {
      case Outcome.Refused<Packed, PackRefusal>(PackRefusal(var fault, var name)) ->
          (fault + " " + name).strip();
      case Outcome.Passed<Packed, PackRefusal>(var packed) -> {
        var bytes = Bytes.of(out.toByteArray());
        assertEquals(new Packed(packed.files(), bytes.size(), Digest.of(bytes)), packed);
        yield read(bytes);
      }
    };
  }

  private static String read(Bytes archive) {
    var told = new Told();
    try {
      return switch (ArchiveReader.walk(new ReadBytes(archive), LIMITS, told)) {
        case Outcome.Passed<Integer, ArchiveFault>(var count) -> count + told.toString();
        case Outcome.Refused<Integer, ArchiveFault>(var fault) -> "unreadable: " + fault;
      };
    } catch (StorageFault fault) {
      throw new AssertionError(fault);
    }
  }

  private Bytes bytes() {
    var out = new ByteArrayOutputStream();
    var _ =
        ImageContent.of(folder, Links.REFUSED, LIMITS)
            .then(content -> content.writeTo(out))
            .orFault();
    return Bytes.of(out.toByteArray());
  }

  @Test
  void packsWhatTheReaderThenTells() throws IOException {
    file("a", "x");
    program("bin/java", "#!");
    file("lib/deep/b", "");
    Files.createDirectory(folder.resolve("void"));
    assertEquals("3 a=x bin/ bin/java*=#! lib/ lib/deep/ lib/deep/b= void/", packed());
  }

  @Test
  void dependsOnNothingButNamesContentAndWhetherAFileIsAProgram() throws IOException {
    file("lib/b", "x");
    program("a", "y");
    var first = bytes();
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.from(Instant.ofEpochSecond(7)));
    Files.setPosixFilePermissions(
        folder.resolve("a"), PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(
        folder.resolve("lib"), PosixFilePermissions.fromString("rwx------"));
    assertEquals(first, bytes());
  }

  @Test
  void isByteForByteWhatGnuTarWrites() throws Exception {
    file("lib/b", "x".repeat(513));
    file("lib+b", "");
    file("lib-b", "");
    file("lib/b.c/d", "y");
    program("lib/bin/java", "z".repeat(512));
    file("n".repeat(100), "");
    var tar = temp.resolve("tar");
    var script =
        "cd image && tar --format=ustar -b 1 --sort=name --owner=0 --group=0 --numeric-owner"
            + " --mtime=@0 --mode=u=rwX,go=rX -cf ../tar $(ls)";
    var builder = new ProcessBuilder("sh", "-c", script).directory(temp.toFile());
    builder.environment().put("LC_ALL", "C");
    var process = builder.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      abort("there is no GNU tar");
    }
    assertEquals(read(bytes()), read(Bytes.of(Files.readAllBytes(tar))));
    assertEquals(bytes(), Bytes.of(Files.readAllBytes(tar)));
  }

  @Test
  void refusesALink() throws IOException {
    file("a", "x");
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertEquals("LINK b", packed());
  }

  @Test
  void copiesALinkToAFileInsideWhereThatIsWanted() throws IOException {
    program("legal/a", "x");
    Files.createSymbolicLink(folder.resolve("legal/b"), Path.of("a"));
    assertEquals("2 legal/ legal/a*=x legal/b*=x", packed(Links.COPIED));
  }

  @Test
  void refusesALinkThatLeadsOutOrToAFolderOrNowhere() throws IOException {
    Files.writeString(temp.resolve("secret"), "s");
    Files.createSymbolicLink(folder.resolve("a"), temp.resolve("secret"));
    assertEquals("LINK_LEADS_ELSEWHERE a", packed(Links.COPIED));
    Files.delete(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a"), folder);
    assertEquals("LINK_LEADS_ELSEWHERE a", packed(Links.COPIED));
    Files.delete(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a"), Path.of("nothing"));
    assertEquals("LINK_LEADS_ELSEWHERE a", packed(Links.COPIED));
  }

  @Test
  void refusesWhatIsNeitherAFileNorAFolder() throws Exception {
    var made = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
    assertEquals(0, made.waitFor());
    assertEquals("SPECIAL_FILE pipe", packed());
  }

  @Test
  void refusesNamesThatTheReaderRefuses() throws IOException {
    for (String name : new String[] {".hidden", "-rf", "a b", "ä", "x".repeat(101)}) {
      file(name, "");
      assertEquals("WRONG_NAME " + name, packed());
      Files.delete(folder.resolve(name));
    }
  }

  @Test
  void refusesAFolderWhoseNameHasNoRoomForItsSlash() throws IOException {
    file("a", "");
    Files.createDirectory(folder.resolve("f".repeat(99)));
    assertEquals("1 a= " + "f".repeat(99) + "/", packed());
    Files.createDirectory(folder.resolve("f".repeat(100)));
    assertEquals("WRONG_NAME " + "f".repeat(100), packed());
  }

  @Test
  void refusesTheNamesOfTheUnitsOwnList() throws IOException {
    file("FILES", "");
    assertEquals("RESERVED_NAME FILES", packed());
    Files.delete(folder.resolve("FILES"));
    file("FILES.new", "");
    assertEquals("RESERVED_NAME FILES.new", packed());
  }

  @Test
  void refusesTooManyEntriesAndTooLargeAFile() throws IOException {
    for (int i = 0; i < 12; i++) {
      file("f" + i, "");
    }
    assertTrue(packed().startsWith("12 "));
    file("g", "");
    assertTrue(packed().startsWith("TOO_MANY_ENTRIES"));
    Files.delete(folder.resolve("g"));
    file("f0", "x".repeat(4001));
    assertEquals("FILE_TOO_LARGE f0", packed());
  }

  @Test
  void refusesWhatHoldsNoFile() throws IOException {
    assertEquals("EMPTY", packed());
    Files.createDirectory(folder.resolve("void"));
    assertEquals("EMPTY", packed());
    assertEquals(
        "NO_FOLDER " + folder.resolve("gone"),
        shown(ImageContent.of(folder.resolve("gone"), Links.REFUSED, LIMITS)));
  }

  @Test
  void refusesAFileThatChangesOrGoesWhileItIsPacked() throws IOException {
    file("a", "four");
    var content = ImageContent.of(folder, Links.REFUSED, LIMITS);
    file("a", "fiver");
    assertEquals("CHANGED a", shown(content));
    file("a", "two");
    assertEquals("CHANGED a", shown(content));
    Files.delete(folder.resolve("a"));
    assertEquals("IO_FAILED a", shown(content));
  }

  @Test
  void saysWhenTheArchiveCannotBeWritten() throws IOException {
    file("a", "x");
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    var content = ImageContent.of(folder, Links.REFUSED, LIMITS).orFault();
    assertEquals(
        Outcome.refused(new PackRefusal(PackRefusal.Fault.IO_FAILED, "a")), content.writeTo(full));
  }

  @Test
  void takesAFileMoreOrAFolderLess() throws IOException {
    file("b", "x");
    file("legal/notice", "y");
    var content = ImageContent.of(folder, Links.REFUSED, LIMITS).orFault();
    assertEquals("2 a=made b=x", shown(content.without("legal").with("a", Bytes.utf8("made"))));
    assertEquals("MISPLACED b", shown(content.with("b", Bytes.empty())));
    assertEquals("MISPLACED c/d", shown(content.with("c/d", Bytes.empty())));
    assertEquals("MISPLACED b/d", shown(content.with("b/d", Bytes.empty())));
    assertEquals("WRONG_NAME ../d", shown(content.with("../d", Bytes.empty())));
    assertEquals("RESERVED_NAME FILES", shown(content.with("FILES", Bytes.empty())));
    assertTrue(content.hasFile("b") && !content.hasFile("legal") && !content.hasFile("c"));
  }

  @Test
  void whateverIsPackedIsReadBackAsItWas() throws IOException {
    var random = new Random(20_261_123);
    for (int run = 0; run < 60; run++) {
      folder = Files.createDirectory(temp.resolve("run" + run));
      var expected = new TreeMap<String, String>();
      int files = 1 + random.nextInt(5);
      for (int i = 0; i < files; i++) {
        var name = "d" + random.nextInt(2) + "/" + (char) ('+' + random.nextInt(3)) + "x" + i;
        var content = "c".repeat(random.nextInt(1600));
        if (name.contains("/-")) {
          name = "top" + i;
        }
        file(name, content);
        expected.put(name, content);
      }
      var told = packed();
      assertTrue(told.startsWith(expected.size() + " "), told);
      for (Map.Entry<String, String> each : expected.entrySet()) {
        assertTrue((told + " ").contains(" " + each.getKey() + "=" + each.getValue() + " "), told);
      }
      assertEquals(
          expected.keySet(),
          told.lines()
              .flatMap(line -> Arrays.stream(line.split(" ", -1)))
              .filter(word -> word.contains("="))
              .map(word -> word.substring(0, word.indexOf('=')))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
