package dev.portcullis.ota.uptane;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Whole;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataFault;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Uptane's own fields, which are in what TUF calls custom. The standard leaves their spelling open;
 * ours is that of docs/uptane.md.
 */
final class CustomFields {

  private static final String ECUS = "ecuIdentifiers";
  private static final String HARDWARE = "hardwareId";
  private static final String HARDWARE_LIST = "hardwareIds";
  private static final String COUNTER = "releaseCounter";
  private static final String VEHICLE = "vehicleIdentifier";
  private static final String CAMPAIGN = "campaign";
  private static final int MAX_TEXT = 128;

  private CustomFields() {}

  /** Of the Director's targets metadata: the vehicle it is for, where it says one. */
  static Outcome<Optional<VehicleId>, Malformed> vehicle(Members custom) {
    return optionalText(custom, VEHICLE).map(text -> text.map(VehicleId::new));
  }

  /** Of the Director's targets metadata: what it calls these directions, where it says so. */
  static Outcome<Optional<String>, Malformed> campaign(Members custom) {
    return optionalText(custom, CAMPAIGN);
  }

  /** Of the Director's description of a target: the ECUs to install it, at least one. */
  static Outcome<Map<EcuId, HardwareId>, Malformed> ecus(Members custom) {
    if (!(custom.member(ECUS).orElse(custom) instanceof Members ecus)
        || custom.member(ECUS).isEmpty()
        || ecus.values().isEmpty()) {
      return refused(MetadataFault.MISSING, ECUS);
    }
    var read = new LinkedHashMap<EcuId, HardwareId>();
    for (Map.Entry<String, JsonValue> each : ecus.values().entrySet()) {
      if (isText(each.getKey())
          && each.getValue() instanceof Members terms
          && terms.member(HARDWARE).orElse(terms) instanceof Text(var hardware)
          && isText(hardware)) {
        read.put(new EcuId(each.getKey()), new HardwareId(hardware));
      } else {
        return refused(MetadataFault.WRONG_FORM, ECUS);
      }
    }
    return Outcome.passed(read);
  }

  /** Of the Image repository's description of a target: the models it is made for. */
  static Outcome<Set<HardwareId>, Malformed> hardware(Members custom) {
    var read = new HashSet<HardwareId>();
    if (!(custom.member(HARDWARE_LIST).orElse(new Items(List.of())) instanceof Items(var items))) {
      return refused(MetadataFault.WRONG_FORM, HARDWARE_LIST);
    }
    for (JsonValue item : items) {
      if (!(item instanceof Text(var text)) || !isText(text)) {
        return refused(MetadataFault.WRONG_FORM, HARDWARE_LIST);
      }
      read.add(new HardwareId(text));
    }
    return Outcome.passed(read);
  }

  /** Of either description: the release counter; 0 where there is none. */
  static Outcome<Long, Malformed> releaseCounter(Members custom) {
    return switch (custom.member(COUNTER).orElse(new Whole(BigInteger.ZERO))) {
      case Whole(var number) when number.signum() >= 0 && number.bitLength() < Long.SIZE ->
          Outcome.passed(number.longValueExact());
      default -> refused(MetadataFault.WRONG_FORM, COUNTER);
    };
  }

  private static Outcome<Optional<String>, Malformed> optionalText(Members custom, String name) {
    var value = custom.member(name);
    if (value.isEmpty()) {
      return Outcome.passed(Optional.empty());
    }
    return value.get() instanceof Text(var text) && isText(text)
        ? Outcome.passed(Optional.of(text))
        : refused(MetadataFault.WRONG_FORM, name);
  }

  private static boolean isText(String text) {
    return !text.isEmpty() && text.length() <= MAX_TEXT;
  }

  private static <T> Outcome<T, Malformed> refused(MetadataFault fault, String name) {
    return Outcome.refused(new Malformed(fault, "custom." + name));
  }
}
