package dev.portcullis.can.secoc;

import static dev.portcullis.can.secoc.BothEnds.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.crypto.Bytes;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The secured I-PDU put together from OpenSSL's CMAC, by strings of digits and none of our code.
 */
final class OpenSslCmacTest {

  private static String openssl = "";

  @BeforeAll
  static void findOpenSsl() {
    var program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "openssl"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      var reason = "openssl is not installed (Debian: apt-get install openssl)";
      openssl = Boolean.getBoolean("peers.required") ? fail(reason) : abort(reason);
    }
    openssl = program.orElseThrow().toString();
  }

  record Case(SecOcProfile profile, String payload, long lastValue) {}

  static List<Case> cases() {
    return List.of(
        new Case(SecOcProfile.profile1(64), "01000000", 0),
        new Case(SecOcProfile.profile1(32), "01000000", 0xFFFF_FFFDL),
        new Case(SecOcProfile.profile1(8), "ffffffff", 0xFD),
        new Case(SecOcProfile.PROFILE_2, "0102030405", 0),
        new Case(SecOcProfile.PROFILE_3, "01020304", 0x0000_0001_0000_0A0EL),
        new Case(SecOcProfile.PROFILE_3, "01020304", -2),
        new Case(new SecOcProfile(new Counted(64, 64), 128), "00", 0x0102_0304_0506_0708L),
        new Case(new SecOcProfile(new Counted(10, 3), 1), "a5", 0x0D5),
        new Case(new SecOcProfile(new Counted(63, 63), 61), "a5a5a5", 1L << 62),
        new Case(new SecOcProfile(new Counted(17, 0), 29), "00112233445566778899", 77),
        new Case(new SecOcProfile(new None(), 127), "ff".repeat(48), 0));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothEndsAgreeWithOpenSsl(Case given) throws Exception {
    var layout = new PduLayout(given.profile(), given.payload().length() / 2);
    var ends = BothEnds.at(given.lastValue(), layout);
    var theirs = pdu(given);
    assertEquals(theirs, ends.send(Bytes.fromHex(given.payload())));
    assertEquals(
        given.profile().freshness() instanceof None
            ? new Freshness.NotProven()
            : new FreshnessValue(given.lastValue() + 1),
        ends.verdict(theirs));
  }

  @Test
  void bothEndsAgreeWithOpenSslOnLengthsDrawnAtRandom() throws Exception {
    var random = new Random(28);
    for (int run = 0; run < 40; run++) {
      int full = 8 + random.nextInt(57);
      int sent = random.nextInt(full + 1);
      var profile = new SecOcProfile(new Counted(full, sent), 1 + random.nextInt(128));
      byte[] payload = new byte[1 + random.nextInt(40)];
      random.nextBytes(payload);
      long last = (random.nextLong() >>> (Long.SIZE - full)) & ~3L;
      bothEndsAgreeWithOpenSsl(new Case(profile, Bytes.of(payload).hex(), last));
    }
  }

  /**
   * Data id, payload and the whole value in; the first bits of what comes out behind the payload.
   */
  private static Bytes pdu(Case given) throws IOException, InterruptedException {
    var value = String.format("%64s", Long.toBinaryString(given.lastValue() + 1)).replace(' ', '0');
    var full = "";
    var sent = "";
    if (given.profile().freshness() instanceof Counted(int fullBits, int sentBits)) {
      full = value.substring(64 - fullBits);
      sent = value.substring(64 - sentBits);
    }
    var tag = cmac(Bytes.fromHex("02f0" + given.payload() + hex(full)));
    var bits = new BigInteger("1" + tag, 16).toString(2).substring(1);
    return Bytes.fromHex(
        given.payload() + hex(sent + bits.substring(0, given.profile().authenticatorBits())));
  }

  /** Filled up with zeros to whole bytes. */
  private static String hex(String bits) {
    var filled = bits + "0".repeat((8 - bits.length() % 8) % 8);
    return filled.isEmpty() ? "" : new BigInteger("1" + filled, 2).toString(16).substring(1);
  }

  private static String cmac(Bytes data) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                openssl, "mac", "-cipher", "AES-128-CBC", "-macopt", "hexkey:" + KEY, "CMAC")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(data.toArray());
    }
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.strip();
  }
}
