package dev.portcullis.simulator.repository;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.CampaignReach.Part;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which part of a fleet a percentage is. */
final class CampaignReachTest {

  private static final CampaignId WINTER = new CampaignId("winter");
  private static final int FLEET = 2_000;

  @Test
  void raisingItOnlyAddsVehicles() {
    for (int car = 0; car < FLEET; car++) {
      boolean wasIn = false;
      for (int percent = 0; percent <= 100; percent++) {
        boolean isIn = new Part(percent).includes(WINTER, car(car));
        assertTrue(isIn || !wasIn, car + " fell out at " + percent);
        wasIn = isIn;
      }
      assertTrue(wasIn, car + " is not in the whole");
    }
  }

  @Test
  void noneIsInNoPart() {
    for (int car = 0; car < FLEET; car++) {
      assertFalse(new Part(0).includes(WINTER, car(car)));
    }
  }

  @Test
  void aTenthIsAboutATenth() {
    long in = count(WINTER);
    assertTrue(in > FLEET / 13 && in < FLEET / 8, in + " of " + FLEET);
  }

  @Test
  void anotherCampaignHasAnotherPart() {
    var spring = new CampaignId("spring");
    long both =
        IntStream.range(0, FLEET)
            .filter(car ->
                new Part(10).includes(WINTER, car(car)) && new Part(10).includes(spring, car(car)))
            .count();

    assertTrue(both < count(WINTER) / 2, both + " of both");
  }

  private static long count(CampaignId campaign) {
    return IntStream.range(0, FLEET)
        .filter(car -> new Part(10).includes(campaign, car(car)))
        .count();
  }

  private static VehicleId car(int number) {
    return new VehicleId("car-" + number);
  }
}
