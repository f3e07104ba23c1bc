package dev.portcullis.agent.update;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.ota.fetch.Director;
import dev.portcullis.ota.fetch.HandingFailure;
import dev.portcullis.ota.manifest.DetectedAttacks;
import dev.portcullis.ota.manifest.InstalledImage;
import dev.portcullis.ota.manifest.LatestTime;
import dev.portcullis.ota.manifest.VehicleManifest;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.Part;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.slot.Slot;
import dev.portcullis.ota.store.ReportRecord;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.Attack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the Director what this unit has, what became of the last campaign and what was detected
 * (Uptane section 5.4.2.1). Used by one thread.
 */
final class Manifests {

  /** The unit's Primary is the ECU that does the updating: the application. */
  static final EcuId PRIMARY = new EcuId(PartKind.APPLICATION.word());

  private final VehicleId vehicle;
  private final Signer key;
  private final Director director;
  private final ReportRecord record;

  /**
   * Manifests of {@code vehicle}.
   *
   * @param key the unit's ECU key, which signs each report and the whole
   */
  Manifests(VehicleId vehicle, Signer key, Director director, ReportRecord record) {
    this.vehicle = vehicle;
    this.key = key;
    this.director = director;
    this.record = record;
  }

  /** Why the Director does not have it. */
  sealed interface Untold {

    /** The disk did not take the counter: none is used that is not durable. */
    record NotCounted(DurableRefusal why) implements Untold {}

    /** It is signed, and the Director did not take it, or nobody knows. */
    record NotHanded(HandingFailure why) implements Untold {}
  }

  /** An attack was detected. It is told until the Director has heard of it. */
  Outcome<Attack, DurableRefusal> detected(Attack attack) {
    return record.add(attack).map(_ -> attack);
  }

  /** Signs a manifest of what runs and hands it over, once. */
  Outcome<Bytes, Untold> tell(Slot running, LatestTime time, Optional<EndedTrial> ended) {
    var told = record.detected();
    return record
        .nextCounter(time)
        .<Untold>mapRefusal(Untold.NotCounted::new)
        .map(counter -> manifest(running, time, ended, told, counter).signedBy(key))
        .then(file -> director.hand(file).mapRefusal(Untold.NotHanded::new))
        .map(file -> {
          // Where the disk does not take it, the Director is told again, which harms nobody.
          var _ = record.accepted(told);
          return file;
        });
  }

  private VehicleManifest manifest(
      Slot running,
      LatestTime time,
      Optional<EndedTrial> ended,
      DetectedAttacks told,
      long counter) {
    var installed = new LinkedHashMap<EcuId, InstalledImage>();
    running.parts().forEach((kind, part) -> installed.put(new EcuId(kind.word()), image(part)));
    return new VehicleManifest(vehicle, PRIMARY, counter, time, installed, told, ended);
  }

  private static InstalledImage image(Part part) {
    var source = part.source();
    return new InstalledImage(
        source.name().target(),
        source.length(),
        new Hashes(Map.of(HashAlgorithm.SHA_256, part.image().image().value()), Set.of()),
        part.releaseCounter());
  }
}
