package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.encrypted.ImageBinding;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.ota.json.JsonValue.Text;
import dev.portcullis.ota.json.JsonValue.Truth;
import dev.portcullis.ota.json.JsonValue.Whole;
import dev.portcullis.ota.metadata.HashAlgorithm;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.uptane.HardwareId;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.Fields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image, as both repositories describe it.
 *
 * @param length in bytes
 * @param sha256 of the whole
 * @param hardware the models it is made for, at least one
 * @param releaseCounter 0 or more; no vehicle goes back to a lower one
 * @param form as what it is served; length and hash are of the image itself all the same
 */
public record Target(
    TargetName name,
    long length,
    Bytes sha256,
    List<HardwareId> hardware,
    long releaseCounter,
    Form form) {

  /** As what an image is served. */
  public enum Form {
    /** As it is. */
    PLAIN,
    /** Encrypted: for vehicles with an image key alone. */
    ENCRYPTED
  }

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@=,-]*");
  private static final int LONGEST = 160;
  private static final String HARDWARE = "hardwareIds";
  private static final String COUNTER = "releaseCounter";
  private static final String ENCRYPTED = "encrypted";

  /** Copies the list. */
  public Target {
    hardware = List.copyOf(hardware);
  }

  /** One that is served as it is. */
  public Target(
      TargetName name, long length, Bytes sha256, List<HardwareId> hardware, long releaseCounter) {
    this(name, length, sha256, hardware, releaseCounter, Form.PLAIN);
  }

  /**
   * A name that is also one of a file below a folder, and of a URL without escapes: any web server
   * can serve it.
   */
  public static Outcome<TargetName, RepositoryRefusal> name(String text) {
    var segments = text.length() <= LONGEST ? List.of(text.split("/", -1)) : List.of("");
    return segments.stream().allMatch(each -> SEGMENT.matcher(each).matches())
        ? Outcome.passed(new TargetName(text))
        : Outcome.refused(
            new RepositoryRefusal(
                Code.BAD_NAME,
                "'" + text + "' cannot be a target's name",
                "use letters, digits and . _ + @ = , - with / between, 160 characters at most"));
  }

  /** Where the image lies below the folder of targets: its hash before its name. */
  String path() {
    return name.urlPath(sha256);
  }

  /** The image, as its encryption is bound to it. */
  ImageBinding binding() {
    return new ImageBinding(name, length, new Digest(sha256));
  }

  /** What its file is called once it is encrypted. */
  Outcome<TargetName, RepositoryRefusal> encryptedName() {
    return name(name.text() + "." + ENCRYPTED);
  }

  /** What the Image repository says of it. */
  public Members vouched() {
    var custom =
        new Fields()
            .texts(HARDWARE, hardware.stream().map(HardwareId::text).toList())
            .whole(COUNTER, releaseCounter);
    return described(
        switch (form) {
          case PLAIN -> custom.members();
          case ENCRYPTED -> custom.put(ENCRYPTED, new Truth(true)).members();
        });
  }

  /**
   * What the Director says of it.
   *
   * @param ecus which are to install it
   * @param encryption how it is fetched and opened, where it is encrypted
   */
  Members directed(Members ecus, Optional<Members> encryption) {
    var custom = new Fields().put("ecuIdentifiers", ecus).whole(COUNTER, releaseCounter);
    encryption.ifPresent(said -> custom.set(Encryptions.MEMBER, said));
    return described(custom.members());
  }

  private Members described(Members custom) {
    return new Fields()
        .whole("length", length)
        .put("hashes", new Fields().text("sha256", sha256.hex()).members())
        .put("custom", custom)
        .members();
  }

  /** Reads what the Image repository says; empty where it was not written here. */
  static Optional<Target> of(TargetName name, TargetFile file) {
    var hash = Optional.ofNullable(file.hashes().known().get(HashAlgorithm.SHA_256));
    var models = new ArrayList<HardwareId>();
    if (file.custom().member(HARDWARE).orElse(file.custom()) instanceof Items(var items)) {
      for (JsonValue item : items) {
        if (item instanceof Text(var text)) {
          models.add(new HardwareId(text));
        }
      }
    }
    long counter =
        file.custom().member(COUNTER).orElse(file.custom()) instanceof Whole(BigInteger number)
            ? number.longValueExact()
            : 0;
    var form =
        file.custom().member(ENCRYPTED).equals(Optional.of(new Truth(true)))
            ? Form.ENCRYPTED
            : Form.PLAIN;
    return hash.map(value -> new Target(name, file.length(), value, models, counter, form));
  }
}
