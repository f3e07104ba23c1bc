package dev.portcullis.ota.fetch.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.x509.testing.TestAuthority;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.testing.ImageServer;
import dev.portcullis.ota.testing.LossyPath;
import dev.portcullis.ota.testing.LossyPath.Weather;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images over real DTLS from a real server, on ways of every weather. */
@Timeout(60)
final class CoapImageSourceTest {

  private static final TestAuthority FLEET = new TestAuthority("fleet");
  private static final Bytes IMAGE = random(100_500);
  private static final TimeBudget PATIENT =
      new TimeBudget(Duration.ofSeconds(60), Duration.ofSeconds(60), 1);
  private static final TimeBudget SHORT =
      new TimeBudget(Duration.ofMillis(1500), Duration.ofSeconds(4), 1_000_000);
  private static final ImageServer.Manner PROPER = (_, _, proper) -> proper;

  private final ByteArrayOutputStream came = new ByteArrayOutputStream();

  private static Bytes random(int size) {
    byte[] bytes = new byte[size];
    new Random(3).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static CoapImageSource source(
      int port, Set<Digest> pins, BlockWindow window, TimeBudget time) {
    var unit = TestUnit.of(FLEET, ShownAs.RAW_PUBLIC_KEY, System::nanoTime);
    return new CoapImageSource(TestUnit.server(port, pins), unit, window, time);
  }

  private Outcome<Long, FetchFailure> fetch(ImageServer server, int port, long from) {
    return fetch(server, port, from, PATIENT);
  }

  private Outcome<Long, FetchFailure> fetch(
      ImageServer server, int port, long from, TimeBudget time) {
    var source = source(port, server.pins(), BlockWindow.STANDARD, time);
    try (var image = source.open("1/app.bin", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
      return image.fetch(from, piece -> came.writeBytes(piece.toArray()));
    }
  }

  private Bytes came() {
    return Bytes.of(came.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 32})
  void anImageComesThroughAnyWindow(int blocks) {
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER)) {
      var window = new BlockWindow(blocks, BlockSize.B1024);
      var source = source(server.port(), server.pins(), window, PATIENT);
      try (var image =
          source.open("1/app%20x.bin", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        assertEquals(
            Outcome.passed((long) IMAGE.size()),
            image.fetch(0, piece -> came.writeBytes(piece.toArray())));
      }
      assertEquals(IMAGE, came());
      assertEquals(List.of("images/1/app x.bin"), server.paths());
      assertEquals(1, server.handshakes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RAW_PUBLIC_KEY, RAW_PUBLIC_KEY",
    "RAW_PUBLIC_KEY, X_509",
    "CERTIFICATE, RAW_PUBLIC_KEY",
    "CERTIFICATE, X_509"
  })
  void bothSidesShowAKeyOrACertificate(ShownAs unit, CertificateType server) {
    try (var serving =
        new ImageServer(FLEET, _ -> Optional.of(ImageServer.of(IMAGE)), server, PROPER)) {
      var source =
          new CoapImageSource(
              TestUnit.server(serving.port(), serving.pins()),
              TestUnit.of(FLEET, unit, System::nanoTime),
              BlockWindow.STANDARD,
              PATIENT);
      try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        assertEquals(
            Outcome.passed((long) IMAGE.size()),
            image.fetch(0, piece -> came.writeBytes(piece.toArray())));
      }
    }
  }

  @Test
  void aServerWithAnotherKeyIsNotAsked() {
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER)) {
      var other = Set.of(Digest.of(Bytes.utf8("another")));
      var source = source(server.port(), other, BlockWindow.STANDARD, PATIENT);
      try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        assertEquals(
            Outcome.refused(new FetchFailure.Misbehaved("the server's key is not the pinned one")),
            image.fetch(0, piece -> came.writeBytes(piece.toArray())));
      }
      assertEquals(List.of(), server.paths());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1023, 1024, 65_536, 100_499, 100_500})
  void goesOnAtAnyByte(long from) {
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER)) {
      assertEquals(Outcome.passed(IMAGE.size() - from), fetch(server, server.port(), from));
      assertEquals(IMAGE.slice((int) from, IMAGE.size()), came());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "20, 0, 0", "0, 0, 100", "0, 15, 0", "50, 10, 50", "100, 5, 20"})
  void aBadWayCostsTimeAndNothingElse(int lost, int jitterMillis, int doubled) {
    var weather =
        new Weather(Duration.ofMillis(10), Duration.ofMillis(jitterMillis), lost, doubled);
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER);
        var path = new LossyPath(server.port(), weather, 11)) {
      assertEquals(Outcome.passed((long) IMAGE.size()), fetch(server, path.port(), 0));
      assertEquals(IMAGE, came());
    }
  }

  @Test
  void aChangedAddressNeedsNoOtherHandshake() {
    var weather = Weather.delayed(Duration.ofMillis(10));
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER);
        var path = new LossyPath(server.port(), weather, 1)) {
      var source = source(path.port(), server.pins(), BlockWindow.STANDARD, PATIENT);
      try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        var outcome =
            image.fetch(
                0,
                piece -> {
                  if (came.size() == 20 * 1024) {
                    path.changeAddress();
                  }
                  came.writeBytes(piece.toArray());
                });
        assertEquals(Outcome.passed((long) IMAGE.size()), outcome);
      }
      assertEquals(IMAGE, came());
      assertEquals(1, server.handshakes());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"B16", "B256", "B512"})
  void takesSmallerBlocksFromTheBeginning(BlockSize size) {
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER)) {
      server.shrinkTo(size.bytes());
      assertEquals(Outcome.passed(IMAGE.size() - 90_000L), fetch(server, server.port(), 90_000));
      assertEquals(IMAGE.slice(90_000, IMAGE.size()), came());
    }
  }

  @Test
  void takesSmallerBlocksInTheMiddle() {
    var asked = new AtomicInteger();
    var serving = new ImageServer[1];
    ImageServer.Manner manner =
        (_, _, proper) -> {
          if (asked.incrementAndGet() == 30) {
            serving[0].shrinkTo(BlockSize.B256.bytes());
          }
          return proper;
        };
    try (var server = ImageServer.of(ImageServer.of(IMAGE), manner)) {
      serving[0] = server;
      assertEquals(Outcome.passed((long) IMAGE.size()), fetch(server, server.port(), 0));
      assertEquals(IMAGE, came());
    }
  }

  @Test
  void acknowledgesAServerThatWantsToHearIt() {
    ImageServer.Manner confirmable =
        (_, _, proper) -> {
          proper.setType(CoAP.Type.CON);
          return proper;
        };
    try (var server = ImageServer.of(ImageServer.of(IMAGE), confirmable)) {
      assertEquals(Outcome.passed((long) IMAGE.size()), fetch(server, server.port(), 0));
      assertEquals(IMAGE, came());
    }
  }

  @Test
  void aTagThatChangesEndsItAndWhatCameIsOfTheFirstFile() {
    var serving = new ImageServer[1];
    var asked = new AtomicInteger();
    ImageServer.Manner manner =
        (_, _, proper) -> {
          if (asked.incrementAndGet() == 40) {
            serving[0].tag((byte) 9);
          }
          return proper;
        };
    try (var server = ImageServer.of(ImageServer.of(IMAGE), manner)) {
      serving[0] = server;
      assertEquals(
          Outcome.refused(new FetchFailure.Changed("tag 09", "tag 01020304")),
          fetch(server, server.port(), 0));
      assertEquals(IMAGE.slice(0, came.size()), came());
    }
  }

  @Test
  void theTagIsRememberedFromOneAttemptToTheNext() {
    var asked = new AtomicInteger();
    ImageServer.Manner manner =
        (_, _, proper) ->
            asked.incrementAndGet() == 20 ? new Response(ResponseCode.SERVICE_UNAVAILABLE) : proper;
    try (var server = ImageServer.of(ImageServer.of(IMAGE), manner)) {
      var source = source(server.port(), server.pins(), BlockWindow.STANDARD, PATIENT);
      try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        assertEquals(
            Outcome.refused(new FetchFailure.Unreachable("the server answered 5.03")),
            image.fetch(0, piece -> came.writeBytes(piece.toArray())));
        server.tag();
        assertEquals(
            Outcome.refused(new FetchFailure.Changed("no tag", "tag 01020304")),
            image.fetch(came.size(), piece -> came.writeBytes(piece.toArray())));
      }
      assertEquals(2, server.handshakes());
    }
  }

  @Test
  void aFileOfAnotherLengthIsNotTheOne() {
    try (var longer = ImageServer.of(ImageServer.of(random(IMAGE.size() + 1)), PROPER);
        var shorter = ImageServer.of(ImageServer.of(random(IMAGE.size() - 1)), PROPER)) {
      assertEquals(
          Outcome.refused(new FetchFailure.TooLong(IMAGE.size())), fetch(longer, longer.port(), 0));
      assertEquals(
          Outcome.refused(new FetchFailure.Changed("100499 bytes", "100500 bytes")),
          fetch(shorter, shorter.port(), 0));
    }
  }

  @Test
  void aFileWithoutEndIsCutOff() {
    ImageServer.Content endless =
        new ImageServer.Content() {
          @Override
          public byte[] bytes(long from, int size) {
            return new byte[size];
          }

          @Override
          public long length() {
            return Long.MAX_VALUE;
          }
        };
    try (var server = ImageServer.of(endless, PROPER)) {
      assertEquals(
          Outcome.refused(new FetchFailure.TooLong(IMAGE.size())), fetch(server, server.port(), 0));
      assertTrue(came.size() <= IMAGE.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4.04, Absent[]",
    "4.03, Unreachable[why=the server answered 4.03]",
    "5.00, Unreachable[why=the server answered 5.00]",
    "2.03, Unreachable[why=the server answered 2.03]"
  })
  void saysWhatTheServerSays(String code, String said) {
    var number = code.split("\\.", -1);
    int value = Integer.parseInt(number[0]) << 5 | Integer.parseInt(number[1]);
    ImageServer.Manner manner = (_, _, _) -> new Response(ResponseCode.valueOf(value));
    try (var server = ImageServer.of(ImageServer.of(IMAGE), manner)) {
      var outcome = fetch(server, server.port(), 0);
      assertEquals(said, assertInstanceOf(Outcome.Refused.class, outcome).reason().toString());
    }
  }

  @Test
  void anotherBlockThanWasAskedForIsRefused() {
    ImageServer.Manner shifted =
        (_, offset, proper) -> {
          if (offset == 8 * 1024) {
            proper.getOptions().setBlock2(BlockSize.B1024.exponent(), true, 9);
          }
          return proper;
        };
    ImageServer.Manner blockless =
        (_, _, proper) -> {
          proper.getOptions().removeBlock2();
          return proper;
        };
    try (var one = ImageServer.of(ImageServer.of(IMAGE), shifted);
        var other = ImageServer.of(ImageServer.of(IMAGE), blockless)) {
      assertEquals(
          Outcome.refused(
              new FetchFailure.Misbehaved("the server sends another block than was asked for")),
          fetch(one, one.port(), 0));
      assertEquals(IMAGE.slice(0, came.size()), came());
      assertInstanceOf(
          FetchFailure.class,
          assertInstanceOf(Outcome.Refused.class, fetch(other, other.port(), 0)).reason());
    }
  }

  @Test
  void aServerThatFallsSilentIsNotWaitedFor() {
    var weather = Weather.delayed(Duration.ofMillis(2));
    try (var server = ImageServer.of(ImageServer.of(IMAGE), PROPER);
        var path = new LossyPath(server.port(), weather, 1)) {
      var source =
          source(
              path.port(),
              server.pins(),
              BlockWindow.STANDARD,
              new TimeBudget(Duration.ofMillis(1500), Duration.ofSeconds(30), 1000));
      try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
        var silent =
            image.fetch(
                0,
                piece -> {
                  path.cut();
                  came.writeBytes(piece.toArray());
                });
        assertEquals(Outcome.refused(new FetchFailure.TooSlow(Duration.ofMillis(1500))), silent);
        path.mend();
        assertEquals(
            Outcome.passed((long) IMAGE.size() - came.size()),
            image.fetch(came.size(), piece -> came.writeBytes(piece.toArray())));
      }
      assertEquals(IMAGE, came());
    }
  }

  @Test
  void aServerThatTricklesIsCutOff() {
    var asked = new AtomicInteger();
    ImageServer.Manner trickle =
        (_, _, proper) -> {
          try {
            Thread.sleep(asked.incrementAndGet() > 3 ? 900 : 0);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return proper;
        };
    try (var server = ImageServer.of(ImageServer.of(IMAGE), trickle)) {
      assertInstanceOf(
          FetchFailure.TooSlow.class,
          assertInstanceOf(Outcome.Refused.class, fetch(server, server.port(), 0, SHORT)).reason());
    }
  }

  @Test
  void nobodyThereIsUnreachable() {
    var source = source(9, Set.of(Digest.of(Bytes.utf8("any"))), BlockWindow.STANDARD, SHORT);
    try (var image = source.open("a", IMAGE.size(), ByteBudget.forFile(IMAGE.size()))) {
      assertInstanceOf(
          Outcome.Refused.class, image.fetch(0, piece -> came.writeBytes(piece.toArray())));
    }
  }

  @Test
  void blocksTooSmallForTheFileAreRefused() {
    long length = 20L * 1024 * 1024;
    ImageServer.Content huge =
        new ImageServer.Content() {
          @Override
          public byte[] bytes(long from, int size) {
            return new byte[size];
          }

          @Override
          public long length() {
            return length;
          }
        };
    try (var server = ImageServer.of(huge, PROPER)) {
      server.shrinkTo(BlockSize.B16.bytes());
      var source = source(server.port(), server.pins(), BlockWindow.STANDARD, PATIENT);
      try (var image = source.open("a", length, ByteBudget.forFile(length))) {
        assertEquals(
            Outcome.refused(new FetchFailure.Misbehaved("so long a file has no blocks so small")),
            image.fetch(0, piece -> came.writeBytes(piece.toArray())));
      }
    }
  }
}
