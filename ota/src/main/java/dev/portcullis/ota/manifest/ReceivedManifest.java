package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.ota.metadata.Document;
import dev.portcullis.ota.metadata.RoleSignature;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A manifest as it came to the Director. Nobody's, until it is verified. */
public final class ReceivedManifest {

  private final VehicleManifest claimed;
  private final Document whole;
  private final Map<EcuId, Document> reports;

  ReceivedManifest(VehicleManifest claimed, Document whole, Map<EcuId, Document> reports) {
    this.claimed = claimed;
    this.whole = whole;
    this.reports = new LinkedHashMap<>(reports);
  }

  /** Reads a file of at most {@link VehicleManifest#MAX_BYTES}, in the one spelling there is. */
  public static Outcome<ReceivedManifest, ManifestRefusal> read(Bytes file) {
    return ManifestReader.read(file)
        .<ManifestRefusal>mapRefusal(ManifestRefusal.NoManifest::new)
        .then(received ->
            received.isWrittenSo(file)
                ? Outcome.passed(received)
                : Outcome.refused(new ManifestRefusal.WrittenOtherwise()));
  }

  /** What it claims. */
  VehicleManifest claimed() {
    return claimed;
  }

  /** Whose it claims to be: which vehicle to look up. */
  public VehicleId claimedVehicle() {
    return claimed.vehicle();
  }

  /**
   * What it says, if it is of this vehicle and of all of its ECUs, signed by each and by the
   * Primary, and newer than any before (Uptane section 5.3.2.1).
   */
  public Outcome<VehicleManifest, ManifestRefusal> verify(KnownVehicle vehicle) {
    return why(vehicle)
        .<Outcome<VehicleManifest, ManifestRefusal>>map(Outcome::refused)
        .orElseGet(() -> Outcome.passed(claimed));
  }

  private Optional<ManifestRefusal> why(KnownVehicle vehicle) {
    if (!claimed.vehicle().equals(vehicle.id())) {
      return Optional.of(new ManifestRefusal.WrongVehicle(claimed.vehicle()));
    }
    if (!claimed.primary().equals(vehicle.primary())) {
      return Optional.of(new ManifestRefusal.WrongPrimary(claimed.primary()));
    }
    return otherEcu(vehicle)
        .or(() -> notSigned(vehicle))
        .or(() ->
            claimed.counter() > vehicle.lastCounter()
                ? Optional.empty()
                : Optional.of(
                    new ManifestRefusal.Replayed(claimed.counter(), vehicle.lastCounter())));
  }

  private Optional<ManifestRefusal> otherEcu(KnownVehicle vehicle) {
    var unknown = new HashSet<>(reports.keySet());
    unknown.removeAll(vehicle.keys().keySet());
    var missing = new HashSet<>(vehicle.keys().keySet());
    missing.removeAll(reports.keySet());
    return unknown.stream()
        .<ManifestRefusal>map(ManifestRefusal.UnknownEcu::new)
        .findFirst()
        .or(() ->
            missing.stream().<ManifestRefusal>map(ManifestRefusal.MissingReport::new).findFirst());
  }

  private Optional<ManifestRefusal> notSigned(KnownVehicle vehicle) {
    for (Map.Entry<EcuId, PublicKey> each : vehicle.keys().entrySet()) {
      var report = Optional.ofNullable(reports.get(each.getKey()));
      if (!report.map(document -> isSigned(document, each.getValue())).orElse(Boolean.FALSE)) {
        return Optional.of(new ManifestRefusal.ReportNotSigned(each.getKey()));
      }
      if (each.getKey().equals(vehicle.primary()) && !isSigned(whole, each.getValue())) {
        return Optional.of(new ManifestRefusal.ManifestNotSigned());
      }
    }
    return Optional.empty();
  }

  private static boolean isSigned(Document document, PublicKey key) {
    var usable = EcuSignatures.key(key);
    return document.signatures().stream()
        .anyMatch(each ->
            each.keyId().equals(usable.id()) && usable.verifies(document.payload(), each.value()));
  }

  private boolean isWrittenSo(Bytes file) {
    var signatures = new LinkedHashMap<Bytes, RoleSignature>();
    reports.values().forEach(each -> signatures.put(each.payload(), each.signatures().getFirst()));
    signatures.put(whole.payload(), whole.signatures().getFirst());
    // What would be signed otherwise has no signature here, and makes another file.
    var none = whole.signatures().getFirst();
    return ManifestWriter.file(claimed, payload -> signatures.getOrDefault(payload, none))
        .equals(file);
  }
}
