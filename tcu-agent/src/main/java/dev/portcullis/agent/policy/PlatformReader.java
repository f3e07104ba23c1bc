package dev.portcullis.agent.policy;

import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Mistakes;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.android.AndroidApp;
import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.android.PatchFloors;
import dev.portcullis.crypto.attest.android.PatchLevel;
import dev.portcullis.crypto.attest.android.UserAuthentication;
import dev.portcullis.crypto.attest.apple.AppAttestEnvironment;
import dev.portcullis.crypto.attest.apple.AppAttestReferences;
import dev.portcullis.crypto.attest.apple.AppleApp;
import dev.portcullis.crypto.attest.nitro.EnclaveMeasurements;
import dev.portcullis.crypto.attest.nitro.NitroReferences;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what a policy says of platforms: Nitro enclaves, Android phones, Apple phones. */
final class PlatformReader {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long LONGEST_DATE = 9999_12_31;

  private final Mistakes mistakes;

  PlatformReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Optional<NitroReferences> nitro(Section section) {
    return mistakes.of(() -> {
      var roots = KeyReader.roots(section, "roots");
      var revoked = serials(section);
      var age =
          section.duration("maximumAgeSeconds", SECOND, 1, NitroReferences.LONGEST_AGE.toSeconds());
      var enclaves = new ArrayList<EnclaveMeasurements>();
      for (Section each : section.sections("enclaves")) {
        mistakes.of(() -> enclave(each)).ifPresent(enclaves::add);
      }
      section.end();
      return made(section, "enclaves", () -> new NitroReferences(roots, revoked, enclaves, age));
    });
  }

  private EnclaveMeasurements enclave(Section section) throws BadSetting {
    var name = section.text("name");
    var registers = section.section("pcrs");
    var values = new TreeMap<Integer, Bytes>();
    for (String number : registers.keys()) {
      if (!number.matches("[0-9]|[12][0-9]|3[01]")) {
        throw registers.bad(number, "is not a register, 0 to 31");
      }
      values.put(Integer.valueOf(number), registers.hex(number));
    }
    section.end();
    return made(section, "pcrs", () -> new EnclaveMeasurements(name, values));
  }

  Optional<AndroidReferences> android(Section section) {
    return mistakes.of(() -> {
      var roots = KeyReader.roots(section, "roots");
      var revoked = serials(section);
      var levels = EnumSet.noneOf(KeyProtection.class);
      for (String level : section.texts("securityLevels")) {
        levels.add(
            switch (level) {
              case "tee" -> KeyProtection.TRUSTED_ENVIRONMENT;
              case "strongbox" -> KeyProtection.STRONG_BOX;
              default -> throw section.bad("securityLevels", level + " is not tee or strongbox");
            });
      }
      var authentication =
          switch (section.text("userAuthentication")) {
            case "not-required" -> UserAuthentication.NOT_REQUIRED;
            case "required" -> UserAuthentication.REQUIRED;
            case "required-for-each-use" -> UserAuthentication.REQUIRED_FOR_EACH_USE;
            case String other ->
                throw section.bad(
                    "userAuthentication",
                    "is " + other + ", must be not-required, required or required-for-each-use");
          };
      var patches = section.optionalSection("minimumPatchLevels");
      var floors = patches.isPresent() ? floors(patches.get()) : PatchFloors.NONE;
      var apps = new ArrayList<AndroidApp>();
      for (Section each : section.sections("apps")) {
        mistakes.of(() -> androidApp(each)).ifPresent(apps::add);
      }
      section.end();
      return made(
          section,
          "apps",
          () -> new AndroidReferences(roots, revoked, levels, authentication, apps, floors));
    });
  }

  private static Set<BigInteger> serials(Section section) throws BadSetting {
    var revoked = new HashSet<BigInteger>();
    for (String serial : section.optionalTexts("revokedSerials")) {
      if (!serial.matches("[0-9a-f]{1,64}")) {
        throw section.bad("revokedSerials", serial + " is not lower-case hexadecimal digits");
      }
      revoked.add(new BigInteger(serial, 16));
    }
    return revoked;
  }

  private static PatchFloors floors(Section section) throws BadSetting {
    var floors =
        new PatchFloors(level(section, "os"), level(section, "vendor"), level(section, "boot"));
    section.end();
    return floors;
  }

  private static Optional<PatchLevel> level(Section section, String key) throws BadSetting {
    if (!section.has(key)) {
      return Optional.empty();
    }
    var level = PatchLevel.of(section.number(key, 1, LONGEST_DATE));
    if (level.isEmpty()) {
      throw section.bad(key, "must be YYYYMM or YYYYMMDD, as a number");
    }
    return level;
  }

  private AndroidApp androidApp(Section section) throws BadSetting {
    var name = section.text("package");
    var signers = KeyReader.digests(section, "signers");
    long version =
        section.has("minimumVersion") ? section.number("minimumVersion", 0, Long.MAX_VALUE) : 0;
    section.end();
    return made(section, "package", () -> new AndroidApp(name, signers, version));
  }

  Optional<AppAttestReferences> apple(Section section) {
    return mistakes.of(() -> {
      var roots = KeyReader.roots(section, "roots");
      var revoked = serials(section);
      var environments = EnumSet.noneOf(AppAttestEnvironment.class);
      for (String name : section.texts("environments")) {
        environments.add(
            switch (name) {
              case "production" -> AppAttestEnvironment.PRODUCTION;
              case "development" -> AppAttestEnvironment.DEVELOPMENT;
              default ->
                  throw section.bad("environments", name + " is not production or development");
            });
      }
      var apps = new HashSet<AppleApp>();
      for (Section each : section.sections("apps")) {
        mistakes.of(() -> appleApp(each)).ifPresent(apps::add);
      }
      section.end();
      return made(
          section, "apps", () -> new AppAttestReferences(roots, revoked, apps, environments));
    });
  }

  private AppleApp appleApp(Section section) throws BadSetting {
    var team = section.text("team");
    var bundle = section.text("bundle");
    section.end();
    return made(section, "bundle", () -> new AppleApp(team, bundle));
  }

  /** What a record says of its own ranges, under the key it is nearest to. */
  private static <T> T made(Section section, String key, Supplier<T> maker) throws BadSetting {
    try {
      return maker.get();
    } catch (IllegalArgumentException wrong) {
      throw section.bad(key, String.valueOf(wrong.getMessage()));
    }
  }
}
