package dev.portcullis.ota.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;

/** Whatever comes as a manifest, the Director answers, and takes nothing that nobody signed. */
final class ManifestFuzzTest {

  private final TestVehicle vehicle = new TestVehicle(Algorithm.EDDSA);

  @FuzzTest
  void whatIsReadCanBeSignedAndReadAgain(byte[] bytes) {
    switch (ReceivedManifest.read(Bytes.of(bytes))) {
      case Outcome.Passed<ReceivedManifest, ManifestRefusal>(var received) -> {
        assertTrue(VehicleManifest.isId(received.claimedVehicle().text()));
        assertInstanceOf(Outcome.Refused.class, received.verify(vehicle.known(0)));
        var again = received.claimed().signedBy(vehicle.signer);
        assertEquals(received.claimed(), ReceivedManifest.read(again).orFault().claimed());
      }
      case Outcome.Refused<ReceivedManifest, ManifestRefusal>(var why) ->
          assertTrue(!why.code().isEmpty());
    }
  }
}
