package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.Attack;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A vehicle of two ECUs in one unit, and what the Director knows of it. */
final class TestVehicle {

  static final VehicleId ID = new VehicleId("WPC0000000000001");
  static final EcuId PRIMARY = new EcuId("tcu-1-application");
  static final EcuId POLICY = new EcuId("tcu-1-policy");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  static final Attack OLD = new Attack.Rollback("timestamp", 3, 5);
  static final Attack FROZEN = new Attack.Freeze("snapshot", NOW.minusSeconds(60), NOW);

  final SoftwareSigner signer;

  TestVehicle(Algorithm algorithm) {
    signer = SoftwareSigner.generate(algorithm, new SecureRandom());
  }

  static VehicleManifest manifest(long counter) {
    var installed = new LinkedHashMap<EcuId, InstalledImage>();
    installed.put(PRIMARY, image("application-4.tar", 12_345_678, 4));
    installed.put(POLICY, image("policy \"winter\"\n.tar", 0, 31));
    return new VehicleManifest(
        ID,
        PRIMARY,
        counter,
        new LatestTime(NOW.plusNanos(5), LatestTime.Standing.TRUSTED),
        installed,
        DetectedAttacks.NONE.with(OLD).with(FROZEN).with(OLD),
        Optional.of(
            new EndedTrial(
                new CampaignId("winter-1"),
                TrialEnd.ATTEMPTS_USED,
                Set.of(HealthCheck.CAN_SEEN, HealthCheck.BROKER_REACHED))));
  }

  static InstalledImage image(String name, long length, long release) {
    var hash = Digest.of(Bytes.utf8(name)).value();
    return new InstalledImage(
        new TargetName(name),
        length,
        new Hashes(Map.of(HashAlgorithm.SHA_256, hash), Set.of()),
        release);
  }

  KnownVehicle known(long lastCounter) {
    var key = signer.publicKey();
    return new KnownVehicle(ID, PRIMARY, Map.of(PRIMARY, key, POLICY, key), lastCounter);
  }

  KnownVehicle known(Map<EcuId, PublicKey> keys) {
    return new KnownVehicle(ID, PRIMARY, keys, 0);
  }
}
