package dev.portcullis.ota.manifest;

/** The names of members in a manifest's file, of docs/uptane.md. */
final class ManifestMembers {

  /** What a file or a report is: no signature over one thing is one over another. */
  static final String TYPE = "_type";

  static final String MANIFEST = "vehicle-version-manifest";
  static final String REPORT = "ecu-version-report";

  static final String VEHICLE = "vehicleIdentifier";
  static final String PRIMARY = "primaryEcuIdentifier";
  static final String REPORTS = "ecuVersionReports";

  static final String ECU = "ecuIdentifier";
  static final String INSTALLED = "installedImage";
  static final String COUNTER = "counter";
  static final String TIME = "time";
  static final String STANDING = "timeSource";
  static final String ATTACKS = "attacks";
  static final String DROPPED = "attacksDropped";
  static final String ENDED = "endedTrial";

  static final String NAME = "name";
  static final String LENGTH = "length";
  static final String HASHES = "hashes";
  static final String RELEASE = "releaseCounter";

  static final String ATTACK = "attack";
  static final String SUBJECT = "subject";
  static final String DETAIL = "detail";
  static final String TIMES = "times";

  static final String CAMPAIGN = "campaign";
  static final String END = "end";
  static final String NOT_SHOWN = "missing";

  private ManifestMembers() {}
}
