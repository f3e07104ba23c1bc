package dev.portcullis.ota.slot;

import dev.portcullis.ota.metadata.TargetName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a target that can be installed: one word, so that it can stand in a line that a shell
 * reads.
 *
 * @param text 1 to 200 letters, digits and {@code . _ / + @ = , -}, the first a letter or digit
 */
public record ImageName(String text) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+@=,-]{0,199}");

  /** Checks the form; {@link #of} is for what was read. */
  public ImageName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no image's name");
    }
  }

  /** The image of this name, if it can be one. */
  public static Optional<ImageName> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ImageName(text)) : Optional.empty();
  }

  /** The target that it is. */
  public TargetName target() {
    return new TargetName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
