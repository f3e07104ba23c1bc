package dev.portcullis.crypto.attest.android;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the JSON beside a public chain says that its key description says. */
final class KeyDescriptionJson {

  private static final List<String> LEVELS =
      List.of("SOFTWARE", "TRUSTED_ENVIRONMENT", "STRONG_BOX");
  private static final List<String> ORIGINS =
      List.of("GENERATED", "DERIVED", "IMPORTED", "RESERVED", "SECURELY_IMPORTED");
  private static final List<String> BOOT_STATES =
      List.of("VERIFIED", "SELF_SIGNED", "UNVERIFIED", "FAILED");

  /** Each member's tag, and how its value is written. */
  private record Member(int tag, Function<JsonNode, DerItem> item) {}

  private static final Map<String, Member> MEMBERS =
      Map.ofEntries(
          Map.entry("purposes", new Member(1, KeyDescriptionJson::integers)),
          Map.entry("algorithms", new Member(2, KeyDescriptionJson::integer)),
          Map.entry("keySize", new Member(3, KeyDescriptionJson::integer)),
          Map.entry("digests", new Member(5, KeyDescriptionJson::integers)),
          Map.entry("paddings", new Member(6, KeyDescriptionJson::integers)),
          Map.entry("ecCurve", new Member(10, KeyDescriptionJson::integer)),
          Map.entry("rsaPublicExponent", new Member(200, KeyDescriptionJson::integer)),
          Map.entry("noAuthRequired", new Member(503, _ -> DerItem.NULL)),
          Map.entry("userAuthType", new Member(504, KeyDescriptionJson::integer)),
          Map.entry("authTimeout", new Member(505, KeyDescriptionJson::integer)),
          Map.entry("trustedUserPresenceRequired", new Member(507, _ -> DerItem.NULL)),
          Map.entry("creationDateTime", new Member(701, KeyDescriptionJson::integer)),
          Map.entry("origin", new Member(702, KeyDescriptionJson::origin)),
          Map.entry("rollbackResistant", new Member(703, _ -> DerItem.NULL)),
          Map.entry("rootOfTrust", new Member(704, KeyDescriptionJson::rootOfTrust)),
          Map.entry("osVersion", new Member(705, KeyDescriptionJson::integer)),
          Map.entry("osPatchLevel", new Member(706, KeyDescriptionJson::integer)),
          Map.entry("attestationApplicationId", new Member(709, KeyDescriptionJson::app)),
          Map.entry("attestationIdBrand", new Member(710, KeyDescriptionJson::text)),
          Map.entry("attestationIdDevice", new Member(711, KeyDescriptionJson::text)),
          Map.entry("attestationIdProduct", new Member(712, KeyDescriptionJson::text)),
          Map.entry("attestationIdSerial", new Member(713, KeyDescriptionJson::text)),
          Map.entry("attestationIdImei", new Member(714, KeyDescriptionJson::text)),
          Map.entry("attestationIdMeid", new Member(715, KeyDescriptionJson::text)),
          Map.entry("attestationIdManufacturer", new Member(716, KeyDescriptionJson::text)),
          Map.entry("attestationIdModel", new Member(717, KeyDescriptionJson::text)),
          Map.entry("vendorPatchLevel", new Member(718, KeyDescriptionJson::integer)),
          Map.entry("bootPatchLevel", new Member(719, KeyDescriptionJson::integer)),
          Map.entry("attestationIdSecondImei", new Member(723, KeyDescriptionJson::text)),
          Map.entry("moduleHash", new Member(724, KeyDescriptionJson::octets)));

  private KeyDescriptionJson() {}

  /** The description in DER, in the one spelling that we read. */
  static Bytes encoded(JsonNode json) {
    return Der.encode(
        Sequence.of(
            integer(json.path("attestationVersion")),
            DerItem.enumerated(index(LEVELS, json.path("attestationSecurityLevel"))),
            integer(json.path("keyMintVersion")),
            DerItem.enumerated(index(LEVELS, json.path("keyMintSecurityLevel"))),
            octets(json.path("attestationChallenge")),
            octets(json.path("uniqueId")),
            list(json.path("softwareEnforced")),
            list(json.path("hardwareEnforced"))));
  }

  private static DerItem list(JsonNode json) {
    var entries = new TreeMap<Integer, DerItem>();
    for (var property : json.properties()) {
      // What Google's library found out about the spelling, and not a part of it.
      if (!property.getKey().equals("areTagsOrdered")) {
        var member = MEMBERS.get(property.getKey());
        if (member == null) {
          throw new AssertionError("a member this test does not know: " + property.getKey());
        }
        entries.put(member.tag(), member.item().apply(property.getValue()));
      }
    }
    var items = new ArrayList<DerItem>();
    entries.forEach((tag, item) -> items.add(new Tagged(tag, item)));
    return new Sequence(items);
  }

  private static DerItem integer(JsonNode json) {
    return new Int(new BigInteger(json.asText()));
  }

  private static DerItem integers(JsonNode json) {
    var items = new ArrayList<DerItem>();
    json.forEach(each -> items.add(integer(each)));
    return new SetOf(items);
  }

  private static DerItem octets(JsonNode json) {
    return new Octets(Bytes.of(Base64.getDecoder().decode(json.asText())));
  }

  private static DerItem text(JsonNode json) {
    return new Octets(Bytes.utf8(json.asText()));
  }

  private static DerItem origin(JsonNode json) {
    return DerItem.integer(index(ORIGINS, json));
  }

  private static DerItem rootOfTrust(JsonNode json) {
    return Sequence.of(
        octets(json.path("verifiedBootKey")),
        new Bool(json.path("deviceLocked").asBoolean()),
        DerItem.enumerated(index(BOOT_STATES, json.path("verifiedBootState"))),
        octets(json.path("verifiedBootHash")));
  }

  private static DerItem app(JsonNode json) {
    var packages = new ArrayList<DerItem>();
    for (JsonNode each : json.path("packages")) {
      packages.add(Sequence.of(text(each.path("name")), integer(each.path("version"))));
    }
    var signers = new ArrayList<DerItem>();
    json.path("signatures").forEach(each -> signers.add(octets(each)));
    return new Octets(Der.encode(Sequence.of(new SetOf(packages), new SetOf(signers))));
  }

  private static int index(List<String> names, JsonNode json) {
    int index = names.indexOf(json.asText());
    if (index < 0) {
      throw new AssertionError("a name this test does not know: " + json);
    }
    return index;
  }
}
