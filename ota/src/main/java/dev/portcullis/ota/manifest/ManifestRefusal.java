package dev.portcullis.ota.manifest;

import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;

/** Why a Director does not take a manifest. */
public sealed interface ManifestRefusal {

  /** The stable name of the refusal, in capitals. */
  String code();

  /** It is no manifest. */
  record NoManifest(Malformed why) implements ManifestRefusal {
    @Override
    public String code() {
      return "NO_MANIFEST";
    }
  }

  /**
   * It can be read, but a vehicle would have written the same otherwise: with other spaces or
   * spellings, without members that are unknown here, or without contradicting itself.
   */
  record WrittenOtherwise() implements ManifestRefusal {
    @Override
    public String code() {
      return "WRITTEN_OTHERWISE";
    }
  }

  /** It is of another vehicle. */
  record WrongVehicle(VehicleId named) implements ManifestRefusal {
    @Override
    public String code() {
      return "WRONG_VEHICLE";
    }
  }

  /** It is of another Primary. */
  record WrongPrimary(EcuId named) implements ManifestRefusal {
    @Override
    public String code() {
      return "WRONG_PRIMARY";
    }
  }

  /** It reports of an ECU that the vehicle does not have. */
  record UnknownEcu(EcuId ecu) implements ManifestRefusal {
    @Override
    public String code() {
      return "UNKNOWN_ECU";
    }
  }

  /** It does not report of an ECU that the vehicle has. */
  record MissingReport(EcuId ecu) implements ManifestRefusal {
    @Override
    public String code() {
      return "MISSING_REPORT";
    }
  }

  /** The Primary's key did not sign it. */
  record ManifestNotSigned() implements ManifestRefusal {
    @Override
    public String code() {
      return "MANIFEST_NOT_SIGNED";
    }
  }

  /** An ECU's key did not sign its report. */
  record ReportNotSigned(EcuId ecu) implements ManifestRefusal {
    @Override
    public String code() {
      return "REPORT_NOT_SIGNED";
    }
  }

  /** It is no newer than one that was taken before. */
  record Replayed(long counter, long last) implements ManifestRefusal {
    @Override
    public String code() {
      return "REPLAYED";
    }
  }
}
