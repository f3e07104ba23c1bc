package dev.portcullis.can.secoc.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.DataId;
import dev.portcullis.can.secoc.FreshnessLengths;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.KeySlots;
import dev.portcullis.can.secoc.PduLayout;
import dev.portcullis.can.secoc.ReceiverLimits;
import dev.portcullis.can.secoc.ReservationBlock;
import dev.portcullis.can.secoc.SecOcKey;
import dev.portcullis.can.secoc.SecOcKeys;
import dev.portcullis.can.secoc.SecOcProfile;
import dev.portcullis.can.secoc.SecOcReceiver;
import dev.portcullis.can.secoc.SecOcSender;
import dev.portcullis.can.secoc.SecuredMessage;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The power goes anywhere in a rotation, and the unit goes on by what it finds on its disk. */
final class RotationPowerCutTest {

  private static final int DISKS = 25;
  private static final long SEED = 5;
  private static final DataId ID = new DataId(0x2F0);
  private static final KeySlot FORMER = new KeySlot(4);
  private static final KeySlot NEW = new KeySlot(5);
  private static final Path STEP = Path.of("/description");
  private static final Path SENT = Path.of("/sent.freshness");
  private static final Path RECEIVED = Path.of("/received.freshness");
  private static final Bytes PAYLOAD = Bytes.fromHex("0102");
  private static final ReservationBlock BLOCK = new ReservationBlock(4);
  private static final PduLayout LAYOUT =
      new PduLayout(new SecOcProfile(new FreshnessLengths.Counted(64, 64), 64), 2);
  private static final List<KeySlots> STEPS =
      List.of(
          KeySlots.only(FORMER),
          new KeySlots(FORMER, Optional.of(NEW)),
          new KeySlots(NEW, Optional.of(FORMER)),
          KeySlots.only(NEW));
  private static final SecOcKeys KEYS = slot -> Optional.of(key(slot));

  private static SecOcKey key(KeySlot slot) {
    byte[] key = new byte[16];
    key[0] = (byte) slot.number();
    return SecOcKey.of(SecretBytes.takeOver(key)).orFault();
  }

  /** All that ever was on the bus of this car. */
  private record Bus(Set<Bytes> sent, List<Bytes> accepted) {

    Bus() {
      this(new HashSet<>(), new ArrayList<>());
    }

    Bus copy() {
      return new Bus(new HashSet<>(sent), new ArrayList<>(accepted));
    }
  }

  /** One life of a unit: it hears what it sends, so that one counter is both ends'. */
  private static final class Unit {

    private final FileSystem disk;
    private final Bus bus;
    private final DurableFreshness sent;
    private final DurableFreshness received;
    private SecOcSender sender;
    private SecOcReceiver receiver;
    private int step;

    Unit(FileSystem disk, Bus bus) {
      this.disk = disk;
      this.bus = bus;
      this.sent = DurableFreshness.open(disk, SENT, Runnable::run).orFault();
      this.received = DurableFreshness.open(disk, RECEIVED, Runnable::run).orFault();
      this.step = AtomicFile.read(disk, STEP, 1).orFault().at(0);
      this.sender = newSender();
      this.receiver = newReceiver();
      bus.accepted().forEach(pdu -> assertFalse(hears(pdu), "played back"));
    }

    private SecOcSender newSender() {
      return new SecOcSender(new SecuredMessage(ID, STEPS.get(step), LAYOUT), KEYS, sent, BLOCK);
    }

    private SecOcReceiver newReceiver() {
      var limits = new ReceiverLimits(1, new Rate(10_000, 10_000), BLOCK);
      return new SecOcReceiver(
          new SecuredMessage(ID, STEPS.get(step), LAYOUT), KEYS, received, limits);
    }

    private boolean hears(Bytes pdu) {
      return receiver.verify(pdu, 0) instanceof Outcome.Passed;
    }

    private void send() {
      var pdu = sender.secure(PAYLOAD).orFault();
      // The same payload with the same value under the same key would be the same bytes.
      assertTrue(bus.sent().add(pdu), "a value was used twice");
      if (hears(pdu)) {
        bus.accepted().add(pdu);
      }
    }

    /** In the bridge's order: written down, the former gives back, the next begins. */
    void rotate() {
      while (step + 1 < STEPS.size()) {
        sendSome();
        var _ = AtomicFile.write(disk, STEP, Bytes.of(new byte[] {(byte) (step + 1)})).orFault();
        sender.giveBack();
        receiver.giveBack();
        step++;
        sender = newSender();
        receiver = newReceiver();
      }
      sendSome();
    }

    /** More than a receiver is deaf for after a power cut. */
    private void sendSome() {
      for (int i = 0; i < 2 * BLOCK.values(); i++) {
        send();
      }
    }
  }

  private static CrashingFileSystem begun() {
    var disk = CrashingFileSystem.empty();
    var _ = DurableFreshness.begin(disk, SENT).orFault();
    var _ = DurableFreshness.begin(disk, RECEIVED).orFault();
    var _ = AtomicFile.write(disk, STEP, Bytes.of(new byte[1])).orFault();
    return disk;
  }

  @Test
  void noValueIsSentTwiceUnderAKeyAndNothingIsTakenTwice() {
    boolean isWhole = false;
    int cut = 0;
    while (!isWhole) {
      var disk = begun();
      var bus = new Bus();
      disk.stopIn(cut++);
      try {
        new Unit(disk, bus).rotate();
        isWhole = true;
      } catch (PowerCut _) {
        // On with whatever the disk has.
      }
      Choices.explore(
          DISKS,
          SEED,
          choices -> {
            var onwards = bus.copy();
            var after = new Unit(disk.afterCrash(choices), onwards);
            after.rotate();
            assertEquals(STEPS.size() - 1, after.step);
            assertTrue(onwards.accepted().size() > bus.accepted().size(), "deaf for good");
          });
    }
    assertTrue(cut > 50, "only " + cut);
  }
}
