package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonFile;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Whole;
import dev.portcullis.ota.metadata.Hashes;
import dev.portcullis.ota.metadata.RoleSignature;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.uptane.EcuId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Writes the one spelling there is of a manifest. */
final class ManifestWriter {

  private ManifestWriter() {}

  /**
   * The file.
   *
   * @param signatures what is signed, in canonical form, to its signature
   */
  static Bytes file(VehicleManifest manifest, Function<Bytes, RoleSignature> signatures) {
    var reports = new ArrayList<JsonValue>();
    manifest
        .installed()
        .forEach((ecu, image) -> reports.add(signed(report(manifest, ecu, image), signatures)));
    var members = new LinkedHashMap<String, JsonValue>();
    members.put(ManifestMembers.TYPE, new Text(ManifestMembers.MANIFEST));
    members.put(ManifestMembers.VEHICLE, new Text(manifest.vehicle().text()));
    members.put(ManifestMembers.PRIMARY, new Text(manifest.primary().text()));
    members.put(ManifestMembers.REPORTS, new Items(reports));
    return JsonFile.of(signed(new Members(members), signatures));
  }

  private static Members signed(Members content, Function<Bytes, RoleSignature> signatures) {
    var signature = signatures.apply(CanonicalJson.of(content));
    var written = new LinkedHashMap<String, JsonValue>();
    written.put("keyid", new Text(signature.keyId().text()));
    written.put("sig", new Text(signature.value().hex()));
    var both = new LinkedHashMap<String, JsonValue>();
    both.put("signatures", new Items(List.of(new Members(written))));
    both.put("signed", content);
    return new Members(both);
  }

  private static Members report(VehicleManifest manifest, EcuId ecu, InstalledImage image) {
    var isPrimary = ecu.equals(manifest.primary());
    var detected = isPrimary ? manifest.detected() : DetectedAttacks.NONE;
    var members = new LinkedHashMap<String, JsonValue>();
    members.put(ManifestMembers.TYPE, new Text(ManifestMembers.REPORT));
    members.put(ManifestMembers.ECU, new Text(ecu.text()));
    members.put(ManifestMembers.INSTALLED, installed(image));
    members.put(ManifestMembers.COUNTER, whole(manifest.counter()));
    members.put(ManifestMembers.TIME, new Text(manifest.time().instant().toString()));
    members.put(ManifestMembers.STANDING, new Text(manifest.time().standing().name()));
    members.put(
        ManifestMembers.ATTACKS,
        new Items(detected.list().stream().<JsonValue>map(ManifestWriter::attack).toList()));
    members.put(ManifestMembers.DROPPED, whole(detected.dropped()));
    manifest
        .ended()
        .filter(_ -> isPrimary)
        .ifPresent(ended -> members.put(ManifestMembers.ENDED, ended(ended)));
    return new Members(members);
  }

  private static Members installed(InstalledImage image) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put(ManifestMembers.NAME, new Text(image.name().text()));
    members.put(ManifestMembers.LENGTH, whole(image.length()));
    members.put(ManifestMembers.HASHES, hashes(image.hashes()));
    members.put(ManifestMembers.RELEASE, whole(image.releaseCounter()));
    return new Members(members);
  }

  private static Members hashes(Hashes hashes) {
    var members = new LinkedHashMap<String, JsonValue>();
    hashes
        .known()
        .forEach((algorithm, hash) -> members.put(algorithm.toString(), new Text(hash.hex())));
    return new Members(members);
  }

  static Members attack(DetectedAttack attack) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put(ManifestMembers.ATTACK, new Text(attack.name().name()));
    members.put(ManifestMembers.SUBJECT, new Text(attack.subject()));
    members.put(ManifestMembers.DETAIL, new Text(attack.detail()));
    members.put(ManifestMembers.TIMES, whole(attack.times()));
    return new Members(members);
  }

  private static Members ended(EndedTrial ended) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put(ManifestMembers.CAMPAIGN, new Text(ended.campaign().text()));
    members.put(ManifestMembers.END, new Text(ended.end().name()));
    members.put(
        ManifestMembers.NOT_SHOWN,
        new Items(
            ended.missing().stream().<JsonValue>map(check -> new Text(check.name())).toList()));
    return new Members(members);
  }

  static Whole whole(long number) {
    return new Whole(BigInteger.valueOf(number));
  }
}
