package dev.portcullis.simulator.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.BootId;
import dev.portcullis.crypto.message.Checkpoint;
import dev.portcullis.crypto.message.CheckpointCodec;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.cloud.CheckpointBook.Entry;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointBookTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final VehicleId vehicle = VehicleId.random(RANDOM);
  private final Signer receiptKey = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private final BootId boot = BootId.random(RANDOM);
  private final CheckpointBook book =
      new CheckpointBook(new BeaconBook(Map.of(vehicle, receiptKey.publicKey())));

  private Bytes checkpoint(long count, long epoch, Signer signer) {
    var revoked = Checkpoint.digestOf(List.of());
    return CheckpointCodec.sign(new Checkpoint(vehicle, count, epoch, revoked, 1, 0, boot), signer);
  }

  @Test
  void keepsTheOneOfTheHighestCountAsItCame() {
    var seventh = checkpoint(7, 1, receiptKey);
    assertEquals(Entry.NEWEST, book.enter(checkpoint(3, 1, receiptKey)));
    assertEquals(Entry.NEWEST, book.enter(seventh));
    assertEquals(Entry.KNOWN, book.enter(checkpoint(5, 1, receiptKey)));
    assertEquals(Optional.of(seventh), book.newest(vehicle));
  }

  @Test
  void knowsOneThatComesAgain() {
    var encoded = checkpoint(3, 1, receiptKey);
    assertEquals(Entry.NEWEST, book.enter(encoded));
    assertEquals(Entry.KNOWN, book.enter(encoded));
  }

  @Test
  void noticesACountThatComesWithAnotherPayload() {
    var first = checkpoint(3, 2, receiptKey);
    assertEquals(Entry.NEWEST, book.enter(first));
    assertEquals(Entry.SET_BACK, book.enter(checkpoint(3, 1, receiptKey)));
    assertEquals(Optional.of(first), book.newest(vehicle));
  }

  @Test
  void takesNobodysWordButTheVehicles() {
    var stranger = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
    assertEquals(Entry.NOBODYS, book.enter(checkpoint(3, 1, stranger)));
    assertEquals(Entry.NOBODYS, book.enter(Bytes.utf8("no checkpoint")));
    assertEquals(Optional.empty(), book.newest(vehicle));
  }
}
