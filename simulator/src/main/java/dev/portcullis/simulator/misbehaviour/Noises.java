package dev.portcullis.simulator.misbehaviour;

import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.can.frame.CanFrame;
import dev.portcullis.can.frame.Dlc;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.simulator.bus.Transceiver;
import dev.portcullis.simulator.bus.Transceiver.Queued;
import java.util.SplittableRandom;

/** Frames that mean nothing. */
final class Noises {

  /** Nothing wins over this one. */
  private static final CanFrame STRONGEST =
      new CanFrame.Data(new Standard(0), Bytes.of(new byte[Dlc.MAX_CLASSIC_LENGTH]));

  /** Of so many frames one is of the extended format. */
  private static final int STANDARD_FRAMES = 8;

  private Noises() {}

  /** Queues as many as there is room for. */
  static void flood(Transceiver transceiver) {
    var queued = Queued.TAKEN;
    while (queued == Queued.TAKEN) {
      queued = transceiver.inject(STRONGEST);
    }
  }

  static CanFrame any(SplittableRandom random) {
    var payload = new byte[random.nextInt(Dlc.MAX_CLASSIC_LENGTH + 1)];
    random.nextBytes(payload);
    var id =
        random.nextInt(STANDARD_FRAMES) == 0
            ? new Extended(random.nextInt(Extended.MAX + 1))
            : new Standard(random.nextInt(Standard.MAX + 1));
    return new CanFrame.Data(id, Bytes.of(payload));
  }
}
