package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.crypto.Bytes;
import java.util.List;

class SecOcReceiverFuzzTest {

  /** Some with authenticators so short that guesses hold. */
  private static final List<PduLayout> LAYOUTS =
      List.of(
          new PduLayout(SecOcProfile.profile1(16), 4),
          new PduLayout(SecOcProfile.PROFILE_2, 5),
          new PduLayout(SecOcProfile.PROFILE_3, 4),
          new PduLayout(new SecOcProfile(new None(), 2), 1),
          new PduLayout(new SecOcProfile(new Counted(8, 8), 3), 1),
          new PduLayout(new SecOcProfile(new Counted(8, 0), 1), 1),
          new PduLayout(new SecOcProfile(new Counted(13, 5), 2), 2),
          new PduLayout(new SecOcProfile(new Counted(64, 64), 4), 1));

  /** The first byte chooses the layout, the others are one I-PDU behind the other. */
  @FuzzTest
  void whateverIsAcceptedIsWrittenIdenticallyAndOnlyUpwards(byte[] bus) {
    if (bus.length == 0) {
      return;
    }
    var layout = LAYOUTS.get((bus[0] & 0xFF) % LAYOUTS.size());
    var ends = BothEnds.of(layout);
    var last = FreshnessValue.NONE_YET;
    for (int at = 1; at < bus.length; at += layout.bytes()) {
      var pdu = Bytes.copyOf(bus, at, Math.min(bus.length, at + layout.bytes()));
      if (ends.verdict(pdu) instanceof FreshnessValue value) {
        assertTrue(value.isAbove(last));
        last = value;
        assertEquals(pdu, written(layout, pdu, value));
      }
    }
  }

  private static Bytes written(PduLayout layout, Bytes pdu, FreshnessValue value) {
    var payload = pdu.slice(0, layout.payloadBytes());
    var tag = BothEnds.key(BothEnds.KEY).tag(layout.authenticated(BothEnds.ID, payload, value));
    return layout.assemble(payload, value, tag);
  }
}
