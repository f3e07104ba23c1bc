package dev.portcullis.ota.uptane;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Delegations;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.metadata.Targets;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.VerifiedTargets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Director directs this vehicle to install, held against what the vehicle is (Uptane
 * sections 5.4.4.6 and 5.4.3.4). Only this class makes one.
 */
public final class Directions {

  private static final String DIRECTOR = "the Director's targets";

  private final List<Direction> list;
  private final Optional<String> campaign;
  private final long version;

  private Directions(List<Direction> list, Optional<String> campaign, long version) {
    this.list = List.copyOf(list);
    this.campaign = campaign;
    this.version = version;
  }

  /** What the Director calls them, where it says so: 1 to 128 characters of any kind. */
  public Optional<String> campaign() {
    return campaign;
  }

  /** The version of the Director's targets metadata. */
  public long version() {
    return version;
  }

  /** In the order the Director wrote them. */
  public List<Direction> list() {
    return list;
  }

  /** For a Primary: every ECU that is named must be one of the vehicle's. */
  public static Outcome<Directions, Attack> forPrimary(VerifiedTargets director, Vehicle vehicle) {
    var content = director.content();
    return read(content, vehicle.id())
        .then(directions -> held(directions, vehicle))
        .then(directions ->
            CustomFields.campaign(content.custom())
                .<Attack>mapRefusal(why -> new Attack.MalformedMetadata(DIRECTOR, why))
                .map(campaign -> new Directions(directions, campaign, content.version())));
  }

  /** For a Secondary, which knows of no other ECU: what is for itself, if anything is. */
  public static Outcome<Optional<Direction>, Attack> forSecondary(
      VerifiedTargets director, VehicleId vehicle, EcuId self, Ecu ecu) {
    return read(director.content(), vehicle)
        .map(directions -> directions.stream().filter(each -> each.ecu().equals(self)).toList())
        .then(own -> held(own, new Vehicle(vehicle, Map.of(self, ecu))))
        .map(own -> own.stream().findFirst());
  }

  private static Outcome<List<Direction>, Attack> read(Targets targets, VehicleId vehicle) {
    if (!targets.delegations().equals(new Delegations.Listed(List.of()))) {
      return Outcome.refused(
          new Attack.KeyCompromise(
              DIRECTOR, "a delegation", "none: the Director delegates to nobody"));
    }
    return forThis(targets, vehicle).then(_ -> directions(targets));
  }

  /** Directions for nobody would else fit every vehicle, and could be replayed to any. */
  private static Outcome<VehicleId, Attack> forThis(Targets targets, VehicleId vehicle) {
    return CustomFields.vehicle(targets.custom())
        .<Attack>mapRefusal(why -> new Attack.MalformedMetadata(DIRECTOR, why))
        .then(named -> {
          boolean isMeant = named.map(vehicle::equals).orElse(!targets.files().isEmpty());
          return isMeant
              ? Outcome.passed(vehicle)
              : Outcome.refused(
                  new Attack.WrongVehicle(
                      DIRECTOR,
                      named.map(VehicleId::toString).orElse("neither a target nor a vehicle"),
                      vehicle.toString()));
        });
  }

  private static Outcome<List<Direction>, Attack> directions(Targets targets) {
    Outcome<List<Direction>, Attack> all = Outcome.passed(new ArrayList<>());
    var seen = new HashSet<EcuId>();
    for (Map.Entry<TargetName, TargetFile> target : targets.files().entrySet()) {
      all = all.then(list -> with(list, target.getKey(), target.getValue(), seen));
    }
    return all;
  }

  private static Outcome<List<Direction>, Attack> with(
      List<Direction> list, TargetName name, TargetFile file, Set<EcuId> seen) {
    return CustomFields.releaseCounter(file.custom())
        .then(counter ->
            DeliveryFields.delivery(file)
                .then(delivery ->
                    CustomFields.ecus(file.custom())
                        .map(ecus -> {
                          var own = new ArrayList<Direction>();
                          ecus.forEach((ecu, hardware) ->
                              own.add(new Direction(ecu, hardware, name, file, counter, delivery)));
                          return own;
                        })))
        .<Attack>mapRefusal((Malformed why) -> new Attack.MalformedMetadata(name.toString(), why))
        .then(own -> {
          for (Direction each : own) {
            if (!seen.add(each.ecu())) {
              return Outcome.<List<Direction>, Attack>refused(
                  new Attack.MixAndMatch(
                      "ECU " + each.ecu(), "directed to two images", "to one at most"));
            }
          }
          list.addAll(own);
          return Outcome.passed(list);
        });
  }

  private static Outcome<List<Direction>, Attack> held(
      List<Direction> directions, Vehicle vehicle) {
    Outcome<List<Direction>, Attack> all = Outcome.passed(directions);
    for (Direction each : directions) {
      all = all.then(list -> held(each, vehicle).map(_ -> list));
    }
    return all;
  }

  private static Outcome<Direction, Attack> held(Direction direction, Vehicle vehicle) {
    var subject = "ECU " + direction.ecu();
    var ecu = Optional.ofNullable(vehicle.ecus().get(direction.ecu()));
    if (ecu.isEmpty()) {
      return Outcome.refused(
          new Attack.WrongVehicle(subject, "named by the Director", "an ECU of this vehicle"));
    }
    if (!ecu.get().hardware().equals(direction.hardware())) {
      return Outcome.refused(
          new Attack.WrongHardware(
              subject, direction.hardware().toString(), ecu.get().hardware().toString()));
    }
    return direction.releaseCounter() < ecu.get().releaseCounter()
        ? Outcome.refused(
            new Attack.Rollback(
                "the release of " + subject,
                direction.releaseCounter(),
                ecu.get().releaseCounter()))
        : Outcome.passed(direction);
  }
}
