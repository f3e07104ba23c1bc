package dev.portcullis.ota.slot;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the OEM calls a set of targets that belong together.
 *
 * @param text 1 to 64 letters, digits, dots, hyphens and underscores; not a hyphen alone
 */
public record CampaignId(String text) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Checks the form; {@link #of} is for what was read. */
  public CampaignId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no campaign's name");
    }
  }

  /** The campaign of this name, if it can be one. */
  public static Optional<CampaignId> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CampaignId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
