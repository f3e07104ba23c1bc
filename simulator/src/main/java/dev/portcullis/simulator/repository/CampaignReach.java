package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.VehicleId;
import java.util.Set;

/** Which vehicles a campaign is for. */
public sealed interface CampaignReach {

  /** Whether it is for this one. */
  boolean includes(CampaignId campaign, VehicleId vehicle);

  /** These. */
  record Listed(Set<VehicleId> vehicles) implements CampaignReach {

    /** Copies the set. */
    public Listed {
      vehicles = Set.copyOf(vehicles);
    }

    @Override
    public boolean includes(CampaignId campaign, VehicleId vehicle) {
      return vehicles.contains(vehicle);
    }
  }

  /**
   * A part of the fleet, chosen by a hash of campaign and vehicle: every campaign has another part,
   * and a higher number only adds vehicles to it.
   *
   * @param percent 0 to 100
   */
  record Part(int percent) implements CampaignReach {

    private static final int WHOLE = 100;
    private static final int BYTES = 4;
    private static final long RANGE = 1L << (BYTES * Byte.SIZE);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public Part {
      if (percent < 0 || percent > WHOLE) {
        throw new IllegalArgumentException(percent + " %");
      }
    }

    @Override
    public boolean includes(CampaignId campaign, VehicleId vehicle) {
      var hash = Digest.of(Bytes.utf8(campaign.text() + "\n" + vehicle.text())).value();
      long place = Long.parseLong(hash.slice(0, BYTES).hex(), 16);
      return place * WHOLE < percent * RANGE;
    }
  }
}
