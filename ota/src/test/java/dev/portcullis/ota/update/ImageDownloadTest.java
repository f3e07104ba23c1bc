package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DiskFileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.TargetFolder;
import dev.portcullis.ota.testing.ScriptedImage;
import dev.portcullis.ota.testing.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an image comes in the end, whatever comes between. */
final class ImageDownloadTest {

  private static final int CHUNK = 8;
  private static final TargetName APP = new TargetName("app");
  private static final Bytes CONTENT = Bytes.utf8("an image of forty-three bytes, in six chunks");
  private static final FetchFailure BROKEN = new FetchFailure.Unreachable("broken off");

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  static TargetFile described(Bytes content, HashAlgorithm... algorithms) {
    var hashes = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
    for (var each : algorithms) {
      hashes.put(each, Bytes.of(each.start().digest(content.toArray())));
    }
    return new TargetFile(content.size(), new Hashes(hashes, Set.of()), new Members(Map.of()));
  }

  private static TargetFile app() {
    return described(CONTENT, HashAlgorithm.SHA_256, HashAlgorithm.SHA_512);
  }

  private Outcome<Path, UpdateRefusal> fetch(TargetFile described, ImageSource... sources) {
    var limits =
        new ImageDownload.Limits(
            TimeBudget.MOBILE,
            new RetryBudget(3, Duration.ofSeconds(1), Duration.ofSeconds(5)),
            nanos::get,
            pauses::add);
    return new ImageDownload(
            new TargetFolder(new DiskFileSystem(), folder),
            CHUNK,
            Arrays.asList(sources),
            limits,
            (place, why) -> failed.add(place + ": " + why))
        .fetch(APP, described, FileNaming.PLAIN);
  }

  /** Fetches so many bytes of {@code content} today, and then nothing more. */
  private void begin(Bytes content, int bytes) {
    var first = new ScriptedImage(content, bytes, List.of(BROKEN));
    var gone = new ScriptedImage(content, 0, Collections.nCopies(3, BROKEN));
    assertEquals("UNAVAILABLE app", TestClient.said(fetch(app(), first, gone, gone)));
  }

  private Bytes stored() throws IOException {
    return Bytes.of(Files.readAllBytes(folder.resolve("app")));
  }

  @Test
  void anImageComesAndIsNotFetchedAgain() throws IOException {
    var source = new ScriptedImage(CONTENT);

    assertEquals("done", TestClient.said(fetch(app(), source)));
    assertEquals("done", TestClient.said(fetch(app(), source)));
    assertEquals(List.of(0L), source.asked());
    assertEquals(1, source.closed());
    assertEquals(CONTENT, stored());
  }

  @Test
  void anEmptyImageIsAFile() throws IOException {
    var empty = described(Bytes.empty(), HashAlgorithm.SHA_256);

    assertEquals("done", TestClient.said(fetch(empty, new ScriptedImage(Bytes.empty()))));
    assertEquals(Bytes.empty(), stored());
  }

  @Test
  void aBrokenTransferGoesOnAtTheNextByteAfterAPauseThatGrows() throws IOException {
    var source = new ScriptedImage(CONTENT, 5, List.of(BROKEN, BROKEN));

    assertEquals("done", TestClient.said(fetch(app(), source)));
    assertEquals(List.of(0L, 5L, 10L), source.asked());
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), pauses);
    assertEquals(CONTENT, stored());
  }

  @Test
  void theNextDayGoesOnBehindTheLastGoodChunk() throws IOException {
    begin(CONTENT, 21);
    var second = new ScriptedImage(CONTENT);

    assertEquals("done", TestClient.said(fetch(app(), second)));
    assertEquals(List.of(16L), second.asked());
    assertEquals(CONTENT, stored());
  }

  @Test
  void anotherSourceGoesOnWhereOneFailed() throws IOException {
    var one = new ScriptedImage(CONTENT, 9, List.of(BROKEN, BROKEN));
    var other = new ScriptedImage(CONTENT);

    assertEquals("done", TestClient.said(fetch(app(), one, other)));
    assertEquals(List.of(0L), one.asked());
    assertEquals(List.of(9L), other.asked());
    assertEquals(List.of("memory: " + BROKEN), failed);
    assertEquals(CONTENT, stored());
  }

  @Test
  void aSourceThatChangesItsFileIsLeftForAnother() {
    var changed = new FetchFailure.Changed("b", "a");
    var one = new ScriptedImage(CONTENT, 9, List.of(changed));

    assertEquals("MIX_AND_MATCH app", TestClient.said(fetch(app(), one)));
    assertEquals(
        "done",
        TestClient.said(
            fetch(
                app(),
                new ScriptedImage(CONTENT, 1, List.of(changed)),
                new ScriptedImage(CONTENT))));
  }

  @Test
  void anAbsentImageIsAskedForOnce() {
    var source = new ScriptedImage(CONTENT, 0, List.of(new FetchFailure.Absent()));

    assertEquals("UNAVAILABLE app", TestClient.said(fetch(app(), source)));
    assertEquals(List.of(), pauses);
  }

  @Test
  void attemptsThatBringNothingNewAreCounted() {
    var source = new ScriptedImage(CONTENT, 0, Collections.nCopies(9, BROKEN));

    assertEquals("UNAVAILABLE app", TestClient.said(fetch(app(), source)));
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), pauses);
  }

  @Test
  void theWholeHasAnEndAlsoWhereEachAttemptBringsALittle() {
    var source = new ScriptedImage(CONTENT, 8, Collections.nCopies(9, BROKEN));
    var limits =
        new ImageDownload.Limits(
            TimeBudget.MOBILE,
            RetryBudget.MOBILE,
            () -> nanos.addAndGet(Duration.ofSeconds(30).toNanos()),
            pauses::add);
    var outcome =
        new ImageDownload(
                new TargetFolder(new DiskFileSystem(), folder),
                CHUNK,
                List.of(source),
                limits,
                SourceListener.NONE)
            .fetch(APP, app(), FileNaming.PLAIN);

    assertEquals("SLOW_RETRIEVAL app", TestClient.said(outcome));
  }

  @Test
  void whatIsNotTheOneDescribedIsThrownAwayAndNamed() {
    var wrong = new ScriptedImage(Bytes.utf8("an image of forty-three bytes, but of others"));

    assertEquals("ARBITRARY_SOFTWARE app", TestClient.said(fetch(app(), wrong)));
    var right = new ScriptedImage(CONTENT);
    assertEquals("done", TestClient.said(fetch(app(), right)));
    assertEquals(List.of(0L), right.asked());
  }

  @Test
  void partsOfTwoFilesAreThrownAwayInTheEnd() throws IOException {
    begin(Bytes.utf8("an image of others, all in all as long as ours!!"), 17);

    var right = new ScriptedImage(CONTENT);
    assertEquals("ARBITRARY_SOFTWARE app", TestClient.said(fetch(app(), right)));
    assertEquals("done", TestClient.said(fetch(app(), right)));
    assertEquals(CONTENT, stored());
  }

  @Test
  void anotherImageNeverGoesOnWithIt() throws IOException {
    begin(CONTENT, 40);
    var content = Bytes.utf8("an image of forty-three bytes, in six CHUNKS");
    var next = new ScriptedImage(content);

    assertEquals("done", TestClient.said(fetch(described(content, HashAlgorithm.SHA_256), next)));
    assertEquals(List.of(0L), next.asked());
    assertEquals(content, stored());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 20, 31})
  void aChunkThatIsNotAsItWasWrittenIsFetchedAgain(int damaged) throws IOException {
    begin(CONTENT, 33);
    var image = folder.resolve(".incoming");
    byte[] bytes = Files.readAllBytes(image);
    bytes[damaged] ^= 1;
    Files.write(image, bytes);
    var next = new ScriptedImage(CONTENT);

    assertEquals("done", TestClient.said(fetch(app(), next)));
    assertEquals(List.of((long) damaged / CHUNK * CHUNK), next.asked());
    assertEquals(CONTENT, stored());
  }

  @Test
  void aDamagedJournalOrALostFileCostsADownloadAndNothingElse() throws IOException {
    for (String lost : List.of(".incoming", ".incoming-chunks")) {
      begin(CONTENT, 33);
      damage(folder.resolve(lost));
      var next = new ScriptedImage(CONTENT);

      assertEquals("done", TestClient.said(fetch(app(), next)));
      assertEquals(List.of(0L), next.asked());
      assertEquals(CONTENT, stored());
      Files.delete(folder.resolve("app"));
    }
  }

  private static void damage(Path lost) throws IOException {
    if (Files.isDirectory(lost)) {
      try (var segments = Files.list(lost)) {
        for (var each : segments.filter(name -> !name.endsWith("lock")).toList()) {
          Files.write(each, "no journal".getBytes(StandardCharsets.UTF_8));
        }
      }
    } else {
      Files.delete(lost);
    }
  }

  @Test
  void twoDownloadsInOneFolderDoNotMeet() {
    var folderOfTargets = new TargetFolder(new DiskFileSystem(), folder);
    try (var held = folderOfTargets.stage(APP, app(), CHUNK).orFault()) {
      assertEquals(0, held.size());
      assertEquals("DISK_FAILED app", TestClient.said(fetch(app(), new ScriptedImage(CONTENT))));
    } catch (StorageFault e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stopsWhereItIsInterruptedAndKeepsWhatItHas() {
    var source = new ScriptedImage(CONTENT, 20, Collections.nCopies(3, BROKEN));
    var limits =
        new ImageDownload.Limits(
            TimeBudget.MOBILE,
            RetryBudget.MOBILE,
            nanos::get,
            _ -> {
              throw new InterruptedException();
            });
    var outcome =
        new ImageDownload(
                new TargetFolder(new DiskFileSystem(), folder),
                CHUNK,
                List.of(source),
                limits,
                SourceListener.NONE)
            .fetch(APP, app(), FileNaming.PLAIN);

    assertEquals("UNAVAILABLE app", TestClient.said(outcome));
    assertTrue(Thread.interrupted());
    var next = new ScriptedImage(CONTENT);
    assertEquals("done", TestClient.said(fetch(app(), next)));
    assertEquals(List.of(16L), next.asked());
  }
}
