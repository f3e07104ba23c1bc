package dev.portcullis.ota.manifest;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Document;
import dev.portcullis.ota.metadata.DocumentReader;
import dev.portcullis.ota.metadata.Findings;
import dev.portcullis.ota.metadata.HashesReader;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a manifest and takes down the first thing that is wrong with it. */
final class ManifestReader {

  private final Findings findings = new Findings();
  private final Map<EcuId, Document> documents = new LinkedHashMap<>();
  private final Map<EcuId, InstalledImage> images = new LinkedHashMap<>();

  private ManifestReader() {}

  static Outcome<ReceivedManifest, Malformed> read(Bytes file) {
    return DocumentReader.read(file, VehicleManifest.MAX_BYTES)
        .then(document -> new ManifestReader().manifest(document));
  }

  private Outcome<ReceivedManifest, Malformed> manifest(Document document) {
    if (document.signatures().size() != 1) {
      findings.note(MetadataFault.WRONG_FORM, "signatures");
    }
    var part = new Part(document.signed(), "signed", findings);
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
        .map(claimed -> new ReceivedManifest(claimed, document, documents));
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

  /** What every report has; the signed part of it. */
  private Part report(Part signedReport) {
    var document = DocumentReader.within(signedReport);
    if (document.signatures().size() != 1) {
      signedReport.note(MetadataFault.WRONG_FORM, "signatures");
    }
    var report = signedReport.part("signed");
    mustBe(report, ManifestMembers.REPORT);
    var ecu = new EcuId(id(report, ManifestMembers.ECU));
    if (documents.put(ecu, document) != null) {
      report.note(MetadataFault.DUPLICATE, ManifestMembers.ECU);
    }
    image(report.part(ManifestMembers.INSTALLED)).ifPresent(image -> images.put(ecu, image));
    return report;
  }

  private static PrimarysReport primarys(Part report) {
    var detected =
        new ArrayList<>(
            report.list(ManifestMembers.ATTACKS).stream()
                .map(ManifestReader::attack)
                .flatMap(Optional::stream)
                .toList());
    if (detected.size() > DetectedAttacks.MAX || DetectedAttacks.hasTwins(detected)) {
      report.note(MetadataFault.TOO_MANY, ManifestMembers.ATTACKS);
      detected.clear();
    }
    return new PrimarysReport(
        report.whole(ManifestMembers.COUNTER, 1, Long.MAX_VALUE),
        time(report),
        new DetectedAttacks(detected, report.whole(ManifestMembers.DROPPED, 0, Long.MAX_VALUE)),
        report.optionalPart(ManifestMembers.ENDED).flatMap(ManifestReader::ended));
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

  static Optional<DetectedAttack> attack(Part part) {
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
