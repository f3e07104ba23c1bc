package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.CoseRefusal;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReceiptDetailCodecTest {

  private static final Receipt RECEIPT = Samples.receipt();

  @Test
  void opensTheDetailWithTheReplyKeyOfTheCommand() {
    assertEquals(Outcome.passed(Samples.detail()), ReceiptDetailCodec.open(RECEIPT, Samples.REPLY));
  }

  @Test
  void refusesAnotherReplyKey() {
    var other = AgreementKeyPair.generate(new SecureRandom());

    assertRefused(CoseRefusal.CANNOT_OPEN, RECEIPT, other);
  }

  @Test
  void refusesADetailMovedToTheReceiptOfAnotherCommand() {
    var otherId = new CommandId(Bytes.of(new byte[16]));
    var otherDigest = Digest.of(Bytes.utf8("another command"));
    var otherVehicle = new VehicleId(Bytes.of(new byte[16]));

    assertRefused(
        CoseRefusal.CANNOT_OPEN,
        moved(RECEIPT.vehicle(), otherId, RECEIPT.commandDigest()),
        Samples.REPLY);
    assertRefused(
        CoseRefusal.CANNOT_OPEN,
        moved(RECEIPT.vehicle(), RECEIPT.command(), otherDigest),
        Samples.REPLY);
    assertRefused(
        CoseRefusal.CANNOT_OPEN,
        moved(otherVehicle, RECEIPT.command(), RECEIPT.commandDigest()),
        Samples.REPLY);
  }

  @Test
  void refusesToOpenWhereThereIsNoDetail() {
    var bare =
        new Receipt(
            RECEIPT.vehicle(),
            RECEIPT.command(),
            RECEIPT.commandDigest(),
            ReceiptOutcome.DONE,
            Optional.empty(),
            RECEIPT.boot(),
            1,
            Optional.empty());

    assertRefused(CoseRefusal.CANNOT_OPEN, bare, Samples.REPLY);
  }

  @Test
  void writesEveryCodeWithItsAdviceAndReadsItBack() {
    for (RefusalCode code : RefusalCode.values()) {
      var detail = new ReceiptDetail(Optional.of(code), code.advice(), Map.of());

      assertEquals(
          Outcome.passed(detail), ReceiptDetailCodec.parse(ReceiptDetailCodec.encode(detail)));
    }
  }

  @Test
  void holdsTheLargestDetailThereIs() {
    Map<String, String> observed = new TreeMap<>();
    for (int i = 0; i < Limits.OBSERVED_ENTRIES; i++) {
      String name = Character.toString('a' + i) + "\u6c34".repeat(Limits.OBSERVED_CHARACTERS - 1);
      observed.put(name, name);
    }
    var detail =
        new ReceiptDetail(Optional.of(RefusalCode.NO_FEEDBACK), new Advice.Never(), observed);
    Bytes sealed =
        ReceiptDetailCodec.seal(
            detail, Samples.command(), RECEIPT.commandDigest(), new SecureRandom());
    var receipt = withDetail(sealed);

    assertEquals(
        Outcome.passed(receipt),
        ReceiptCodec.parse(ReceiptCodec.sign(receipt, Samples.VEHICLE)).map(Unverified::claims));
    assertEquals(Outcome.passed(detail), ReceiptDetailCodec.open(receipt, Samples.REPLY));
  }

  @Test
  void refusesToMakeADetailOutOfItsLimits() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReceiptDetail(Optional.empty(), new Advice.Never(), Map.of("", "x")));
  }

  private static Receipt withDetail(Bytes sealed) {
    return new Receipt(
        RECEIPT.vehicle(),
        RECEIPT.command(),
        RECEIPT.commandDigest(),
        RECEIPT.outcome(),
        Optional.of(sealed),
        RECEIPT.boot(),
        RECEIPT.sequence(),
        RECEIPT.beacon());
  }

  private static Receipt moved(VehicleId vehicle, CommandId command, Digest digest) {
    return new Receipt(
        vehicle,
        command,
        digest,
        RECEIPT.outcome(),
        RECEIPT.sealedDetail(),
        RECEIPT.boot(),
        RECEIPT.sequence(),
        RECEIPT.beacon());
  }

  private static void assertRefused(
      CoseRefusal expected, Receipt receipt, AgreementKeyPair replyKey) {
    assertEquals(Outcome.refused(expected), ReceiptDetailCodec.open(receipt, replyKey));
  }
}
