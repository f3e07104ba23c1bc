package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.metadata.Findings;
import dev.portcullis.ota.metadata.HashesReader;
import dev.portcullis.ota.metadata.KeyId;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.MetadataFault;
import dev.portcullis.ota.metadata.Part;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.slot.EndedTrial;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.TrialEnd;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a manifest and takes down the first thing that is wrong with it. */
final class ManifestReader {

  private static final String SIGNED = "signed";
  private static final String SIGNATURES = "signatures";

  private final Findings findings = new Findings();
  private final Map<EcuId, SignedPart> signed = new LinkedHashMap<>();
  private final Map<EcuId, InstalledImage> images = new LinkedHashMap<>();

  private ManifestReader() {}

  static Outcome<ReceivedManifest, Malformed> read(Bytes file) {
    if (file.size() > VehicleManifest.MAX_BYTES) {
      return Outcome.refused(new Malformed(MetadataFault.TOO_LARGE, ""));
    }
    return JsonReader.read(file)
        .<Malformed>mapRefusal(fault -> new Malformed(MetadataFault.of(fault), ""))
        .then(value ->
            value instanceof Members members
                ? new ManifestReader().manifest(members)
                : Outcome.refused(new Malformed(MetadataFault.WRONG_FORM, "")));
  }

  private Outcome<ReceivedManifest, Malformed> manifest(Members file) {
    var outer = new Part(file, "", findings);
    var whole = signedPart(outer);
    var part = outer.part(SIGNED);
    mustBe(part, ManifestMembers.MANIFEST);
    var vehicle = new VehicleId(id(part, ManifestMembers.VEHICLE));
    var primary = new EcuId(id(part, ManifestMembers.PRIMARY));
    Optional<PrimarysReport> own = Optional.empty();
    for (Part each : reports(part)) {
      var report = report(each);
      var ecu = new EcuId(id(report, ManifestMembers.ECU));
      if (ecu.equals(primary)) {
        own = Optional.of(primarys(report));
      }
    }
    if (own.isEmpty()) {
      part.note(MetadataFault.MISSING, ManifestMembers.REPORTS + "." + ManifestMembers.PRIMARY);
    }
    return findings
        .outcome(own)
        .map(found -> found.orElseThrow())
        .map(found ->
            new VehicleManifest(
                vehicle, primary, found.counter, found.time, images, found.detected, found.ended))
        .map(claimed -> new ReceivedManifest(claimed, whole, signed));
  }

  /** What only one of the reports says, or all of them say alike. */
  private record PrimarysReport(
      long counter, LatestTime time, DetectedAttacks detected, Optional<EndedTrial> ended) {}

  private static List<Part> reports(Part manifest) {
    var reports = manifest.list(ManifestMembers.REPORTS);
    if (reports.size() > VehicleManifest.MAX_ECUS) {
      manifest.note(MetadataFault.TOO_MANY, ManifestMembers.REPORTS);
      return List.of();
    }
    return reports;
  }

  /** What is signed, and its one signature. */
  private static SignedPart signedPart(Part file) {
    var payload = CanonicalJson.of(file.part(SIGNED).members());
    var signatures = file.list(SIGNATURES);
    if (signatures.size() != 1) {
      file.note(MetadataFault.WRONG_FORM, SIGNATURES);
    }
    return new SignedPart(
        payload,
        signatures.stream()
            .findFirst()
            .map(ManifestReader::signature)
            .orElseGet(
                () -> new EcuSignature(new KeyId(""), EcuSignature.Method.ED25519, Bytes.empty())));
  }

  private static EcuSignature signature(Part part) {
    var method =
        List.of(EcuSignature.Method.values()).stream()
            .filter(each -> each.word().equals(part.text(ManifestMembers.METHOD)))
            .findFirst();
    if (method.isEmpty()) {
      part.note(MetadataFault.WRONG_FORM, ManifestMembers.METHOD);
    }
    return new EcuSignature(
        new KeyId(part.text("keyid")),
        method.orElse(EcuSignature.Method.ED25519),
        hex(part.text("sig")));
  }

  /** What is no hexadecimal number is written otherwise, and found out by that. */
  private static Bytes hex(String digits) {
    try {
      return Bytes.fromHex(digits);
    } catch (IllegalArgumentException _) {
      return Bytes.empty();
    }
  }

  /** What every report has; the signed part of it. */
  private Part report(Part signedReport) {
    var report = signedReport.part(SIGNED);
    mustBe(report, ManifestMembers.REPORT);
    var ecu = new EcuId(id(report, ManifestMembers.ECU));
    if (signed.put(ecu, signedPart(signedReport)) != null) {
      report.note(MetadataFault.DUPLICATE, ManifestMembers.ECU);
    }
    image(report.part(ManifestMembers.INSTALLED)).ifPresent(image -> images.put(ecu, image));
    return report;
  }

  private static PrimarysReport primarys(Part report) {
    return new PrimarysReport(
        report.whole(ManifestMembers.COUNTER, 1, Long.MAX_VALUE),
        time(report),
        detected(report),
        report.optionalPart(ManifestMembers.ENDED).flatMap(ManifestReader::ended));
  }

  /** The members {@code attacks} and {@code attacksDropped}. */
  static DetectedAttacks detected(Part part) {
    var list =
        part.list(ManifestMembers.ATTACKS).stream()
            .map(ManifestReader::attack)
            .flatMap(Optional::stream)
            .toList();
    long dropped = part.whole(ManifestMembers.DROPPED, 0, Long.MAX_VALUE);
    if (list.size() > DetectedAttacks.MAX || DetectedAttacks.hasTwins(list)) {
      part.note(MetadataFault.TOO_MANY, ManifestMembers.ATTACKS);
      return DetectedAttacks.NONE;
    }
    return new DetectedAttacks(list, dropped);
  }

  private static LatestTime time(Part report) {
    var read = report.time(ManifestMembers.TIME);
    if (!LatestTime.isWritten(read)) {
      report.note(MetadataFault.WRONG_FORM, ManifestMembers.TIME);
    }
    return new LatestTime(
        LatestTime.isWritten(read) ? read : Instant.EPOCH,
        constant(report, ManifestMembers.STANDING, LatestTime.Standing.values())
            .orElse(LatestTime.Standing.FLOOR));
  }

  private static Optional<InstalledImage> image(Part part) {
    var name = TargetName.of(part.text(ManifestMembers.NAME));
    if (name.isEmpty()) {
      part.note(MetadataFault.WRONG_FORM, ManifestMembers.NAME);
    }
    long length = part.whole(ManifestMembers.LENGTH, 0, Long.MAX_VALUE);
    long release = part.whole(ManifestMembers.RELEASE, 0, Long.MAX_VALUE);
    var hashes = HashesReader.hashes(part);
    if (!hashes.areVerifiable()) {
      part.note(MetadataFault.WRONG_FORM, ManifestMembers.HASHES);
      return Optional.empty();
    }
    return name.map(text -> new InstalledImage(text, length, hashes, release));
  }

  private static Optional<DetectedAttack> attack(Part part) {
    var name = constant(part, ManifestMembers.ATTACK, AttackName.values());
    var subject = shown(part, ManifestMembers.SUBJECT, DetectedAttack.MAX_SUBJECT);
    var detail = shown(part, ManifestMembers.DETAIL, DetectedAttack.MAX_DETAIL);
    long times = part.whole(ManifestMembers.TIMES, 1, Long.MAX_VALUE);
    return name.map(known -> new DetectedAttack(known, subject, detail, times));
  }

  private static Optional<EndedTrial> ended(Part part) {
    var campaign = CampaignId.of(part.text(ManifestMembers.CAMPAIGN));
    if (campaign.isEmpty()) {
      part.note(MetadataFault.WRONG_FORM, ManifestMembers.CAMPAIGN);
    }
    var end = constant(part, ManifestMembers.END, TrialEnd.values());
    var missing = missing(part);
    return campaign.flatMap(known -> end.map(how -> new EndedTrial(known, how, missing)));
  }

  private static Set<HealthCheck> missing(Part part) {
    var missing = EnumSet.noneOf(HealthCheck.class);
    for (String word : part.texts(ManifestMembers.NOT_SHOWN)) {
      named(word, HealthCheck.values())
          .ifPresentOrElse(
              missing::add, () -> part.note(MetadataFault.WRONG_FORM, ManifestMembers.NOT_SHOWN));
    }
    return missing;
  }

  private static void mustBe(Part part, String type) {
    if (!part.text(ManifestMembers.TYPE).equals(type)) {
      part.note(MetadataFault.WRONG_ROLE, ManifestMembers.TYPE);
    }
  }

  private static String id(Part part, String name) {
    var text = part.text(name);
    if (!VehicleManifest.isId(text)) {
      part.note(MetadataFault.WRONG_FORM, name);
    }
    return text;
  }

  private static String shown(Part part, String name, int most) {
    var text = part.text(name);
    if (DetectedAttack.isShown(text, most)) {
      return text;
    }
    part.note(MetadataFault.WRONG_FORM, name);
    return "";
  }

  private static <E extends Enum<E>> Optional<E> constant(Part part, String name, E[] all) {
    var found = named(part.text(name), all);
    if (found.isEmpty()) {
      part.note(MetadataFault.WRONG_FORM, name);
    }
    return found;
  }

  private static <E extends Enum<E>> Optional<E> named(String word, E[] all) {
    return List.of(all).stream().filter(each -> each.name().equals(word)).findFirst();
  }
}
