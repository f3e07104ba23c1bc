package dev.portcullis.ota.uptane;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.Malformed;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.TargetSearch;

/**
 * An image that the Director directs to an ECU and the Image repository vouches for, with the same
 * words (Uptane section 5.4.4.2, step 10). Neither repository's keys alone make one.
 */
public final class AgreedImage {

  private final Direction direction;

  private AgreedImage(Direction direction) {
    this.direction = direction;
  }

  /** What is to be installed where. */
  public Direction direction() {
    return direction;
  }

  /**
   * Compares the two descriptions field by field: length, every listed hash, release counter; and
   * that the image is made for the ECU's model.
   */
  public static Outcome<AgreedImage, Attack> of(
      Direction direction, TargetSearch.Step.Found vouched) {
    var subject = direction.name().toString();
    return same(subject, direction.file(), vouched.file())
        .then(image ->
            CustomFields.releaseCounter(image.custom())
                .<Attack>mapRefusal(why -> malformed(subject, why))
                .then(counter -> sameCounter(subject, direction, counter))
                .then(_ ->
                    CustomFields.hardware(image.custom())
                        .<Attack>mapRefusal(why -> malformed(subject, why))))
        .then(models ->
            models.contains(direction.hardware())
                ? Outcome.passed(new AgreedImage(direction))
                : Outcome.refused(
                    new Attack.WrongHardware(
                        subject,
                        models.isEmpty() ? "made for no model" : "made for " + models,
                        "made for " + direction.hardware())));
  }

  private static Outcome<TargetFile, Attack> same(
      String subject, TargetFile directed, TargetFile vouched) {
    if (directed.length() != vouched.length()) {
      return disagree(
          subject,
          "the Director says " + directed.length() + " bytes",
          vouched.length() + " bytes, as the Image repository says");
    }
    if (!directed.hashes().areVerifiable()) {
      return Outcome.refused(
          new Attack.ArbitrarySoftware(
              subject, directed.hashes().toString(), "hashes that are known here"));
    }
    return directed.hashes().equals(vouched.hashes())
        ? Outcome.passed(vouched)
        : disagree(
            subject,
            "the Director says " + directed.hashes(),
            vouched.hashes() + ", as the Image repository says");
  }

  private static Outcome<Direction, Attack> sameCounter(
      String subject, Direction direction, long vouched) {
    return direction.releaseCounter() == vouched
        ? Outcome.passed(direction)
        : disagree(
            subject,
            "the Director says release " + direction.releaseCounter(),
            "release " + vouched + ", as the Image repository says");
  }

  /** Whoever holds one repository's keys alone can make exactly this. */
  private static <T> Outcome<T, Attack> disagree(String subject, String seen, String expected) {
    return Outcome.refused(new Attack.KeyCompromise(subject, seen, expected));
  }

  private static Attack malformed(String subject, Malformed why) {
    return new Attack.MalformedMetadata(subject, why);
  }
}
