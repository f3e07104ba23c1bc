package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a vehicle says it is (Uptane 2.1.0, section 5.4.2.1). Its ECUs are parts of one unit: they
 * count and tell the time together, and the Primary's report has what the unit detected.
 *
 * @param primary one of the ECUs
 * @param counter at least 1, higher than in any manifest of this vehicle before; in every ECU
 *     version report, so that none of an older manifest passes for this one's
 * @param installed of each ECU, in the order that reports are written
 * @param detected since the last manifest that the Director accepted
 * @param ended what became of the last campaign
 */
public record VehicleManifest(
    VehicleId vehicle,
    EcuId primary,
    long counter,
    LatestTime time,
    Map<EcuId, InstalledImage> installed,
    DetectedAttacks detected,
    Optional<EndedTrial> ended) {

  /** No manifest's file is longer, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** How many ECUs a vehicle may have here. */
  public static final int MAX_ECUS = 32;

  /** How many characters the identifier of a vehicle or an ECU may have. */
  public static final int MAX_ID = 128;

  /** Copies the images, and checks the bounds. */
  public VehicleManifest {
    installed = Collections.unmodifiableMap(new LinkedHashMap<>(installed));
    if (counter < 1
        || installed.size() > MAX_ECUS
        || !installed.containsKey(primary)
        || !isId(vehicle.text())
        || !installed.keySet().stream().allMatch(ecu -> isId(ecu.text()))) {
      throw new IllegalArgumentException("no manifest of a vehicle");
    }
  }

  static boolean isId(String text) {
    return !text.isEmpty() && text.length() <= MAX_ID;
  }

  /** The file, with every report and the whole signed by the unit's own ECU key. */
  public Bytes signedBy(Signer signer) {
    return ManifestWriter.file(this, new EcuSignatures(signer));
  }
}
