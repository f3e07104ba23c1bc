package dev.portcullis.agent.update;

import dev.portcullis.ota.fetch.coap.CoapServer;
import dev.portcullis.ota.install.Architecture;
import dev.portcullis.ota.install.Confirmation;
import dev.portcullis.ota.slot.PartKind;
import dev.portcullis.ota.uptane.Ecu;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.ota.uptane.Vehicle;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.ota.verify.SignaturePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Where updates come from, and on what terms they are taken.
 *
 * @param unit the folder the launcher starts from
 * @param repositories whom they come from
 * @param hardware the model of the unit, which application, policy, description and detectors must
 *     be made for
 * @param architecture the processor, which the runtime must be made for
 * @param terms when they are taken
 */
public record UpdateSettings(
    Path unit,
    Repositories repositories,
    HardwareId hardware,
    Architecture architecture,
    Terms terms) {

  /**
   * The OEM's two repositories.
   *
   * @param director of scheme https; the vehicle's own folder lies below it
   * @param images of scheme https
   * @param coap the Image repository over CoAP, where it is served so: images are fetched there
   *     first, and metadata never
   * @param anchors PEM file of the authorities that issue their servers' certificates
   * @param signatures how many keys must have signed metadata, and of which kinds
   */
  public record Repositories(
      URI director,
      URI images,
      Optional<CoapServer> coap,
      Path anchors,
      SignaturePolicy signatures) {}

  /**
   * When an update is taken, and when it counts as good.
   *
   * @param condition of the car's signals, in which software may be changed
   * @param every how often is asked
   * @param trial within which a new version must have shown its health
   * @param attempts how often it is started before it must have
   * @param reach whether a car without a connection can confirm it
   */
  public record Terms(
      String condition, Duration every, Duration trial, int attempts, Confirmation.Reach reach) {}

  /** What each of the unit's ECUs is to Uptane: one for each part, named by its word. */
  public static Map<EcuId, PartKind> ecus() {
    var ecus = new HashMap<EcuId, PartKind>();
    for (PartKind kind : PartKind.values()) {
      ecus.put(new EcuId(kind.word()), kind);
    }
    return ecus;
  }

  /**
   * The unit as both repositories' directions are held against it.
   *
   * @param floor the release counter of each part below which nothing is installed
   */
  Vehicle vehicle(VehicleId id, ToLongFunction<PartKind> floor) {
    var models = models();
    var ecus = new HashMap<EcuId, Ecu>();
    ecus()
        .forEach((ecu, kind) ->
            Optional.ofNullable(models.get(kind))
                .ifPresent(model -> ecus.put(ecu, new Ecu(model, floor.applyAsLong(kind)))));
    return new Vehicle(id, ecus);
  }

  /** What images of each kind must be made for. */
  public Map<PartKind, HardwareId> models() {
    var models = new EnumMap<PartKind, HardwareId>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      models.put(
          kind,
          switch (kind) {
            case RUNTIME -> architecture.hardware();
            case APPLICATION, POLICY, DESCRIPTION, DETECTORS -> hardware;
          });
    }
    return models;
  }
}
