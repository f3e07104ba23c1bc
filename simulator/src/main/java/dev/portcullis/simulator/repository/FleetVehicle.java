package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A vehicle in the Director's inventory (Uptane section 5.3.2.1).
 *
 * @param id as the vehicle's certificate names it
 * @param ecus what it has, at least one
 * @param primaryKey the SubjectPublicKeyInfo its manifests are verified with
 * @param imageKey the P-256 key that images are encrypted to; none where it takes none
 */
public record FleetVehicle(
    VehicleId id, Map<EcuId, HardwareId> ecus, Bytes primaryKey, Optional<PublicKey> imageKey) {

  private static final Pattern ID = Pattern.compile("[0-9a-z][0-9a-z-]{0,63}");
  private static final String IMAGE_KEY = "imageKey";
  private static final Pattern ECU = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,127}");

  /** Copies the ECUs, and keeps their order: the first is the Primary. */
  public FleetVehicle {
    ecus = Collections.unmodifiableMap(new LinkedHashMap<>(ecus));
  }

  /** One that takes no encrypted image. */
  public FleetVehicle(VehicleId id, Map<EcuId, HardwareId> ecus, Bytes primaryKey) {
    this(id, ecus, primaryKey, Optional.empty());
  }

  /** A name that a certificate of the authority can carry. */
  public static Outcome<VehicleId, RepositoryRefusal> id(String text) {
    return ID.matcher(text).matches()
        ? Outcome.passed(new VehicleId(text))
        : Outcome.refused(
            new RepositoryRefusal(
                Code.BAD_NAME,
                "'" + text + "' cannot be a vehicle's id",
                "use the vehicle's pseudonym: lower-case letters, digits and hyphens, at most 64"));
  }

  /** A name of an ECU, or the part of it that a campaign names. */
  public static Outcome<EcuId, RepositoryRefusal> ecu(String text) {
    return ECU.matcher(text).matches()
        ? Outcome.passed(new EcuId(text))
        : Outcome.refused(
            new RepositoryRefusal(
                Code.BAD_NAME,
                "'" + text + "' cannot be an ECU's id",
                "use letters, digits and . _ - with at most 128 characters"));
  }

  /**
   * The vehicle's ECU that a campaign means: of this id, or of this id behind the vehicle's own and
   * a hyphen. Ids of ECUs are unique in the fleet; a campaign is for many vehicles.
   */
  Optional<EcuId> meant(EcuId named) {
    return ecus.keySet().stream()
        .filter(each -> each.equals(named) || each.text().equals(id.text() + "-" + named.text()))
        .findFirst();
  }

  /** The ECU that talks to the Director for all of them: the first. */
  public EcuId primary() {
    return ecus.keySet().iterator().next();
  }

  Members stored() {
    var models = new Fields();
    ecus.forEach((ecu, model) ->
        models.set(ecu.text(), new Fields().text("hardware", model.text()).members()));
    var stored =
        new Fields()
            .text("vehicle", id.text())
            .text("primary", primary().text())
            .put("ecus", models.members())
            .text("primaryKey", primaryKey.hex());
    imageKey.ifPresent(key -> stored.set(IMAGE_KEY, new Text(key.encoded().hex())));
    return stored.members();
  }

  static FleetVehicle of(StoredFields stored) throws IOException {
    var ecus = new LinkedHashMap<EcuId, HardwareId>();
    var listed = stored.children("ecus");
    var primary = Optional.ofNullable(listed.get(stored.text("primary")));
    if (primary.isEmpty()) {
      throw new IOException(stored.file() + " names no Primary");
    }
    // Written first, for the file has its members in the order of their names.
    ecus.put(new EcuId(stored.text("primary")), new HardwareId(primary.get().text("hardware")));
    for (var each : listed.entrySet()) {
      ecus.put(new EcuId(each.getKey()), new HardwareId(each.getValue().text("hardware")));
    }
    return new FleetVehicle(
        new VehicleId(stored.text("vehicle")), ecus, stored.hex("primaryKey"), imageKey(stored));
  }

  private static Optional<PublicKey> imageKey(StoredFields stored) throws IOException {
    if (!stored.has(IMAGE_KEY)) {
      return Optional.empty();
    }
    if (PublicKey.parse(stored.hex(IMAGE_KEY))
            instanceof Outcome.Passed<PublicKey, CoseRefusal>(var key)
        && key.algorithm() == Algorithm.ES256) {
      return Optional.of(key);
    }
    throw new IOException(stored.file() + " has an image key that is none");
  }
}
