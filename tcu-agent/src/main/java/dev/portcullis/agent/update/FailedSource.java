package dev.portcullis.agent.update;

import dev.portcullis.ota.fetch.FetchFailure;

/**
 * A source of images failed. Another one may have brought what was wanted, so it is no trouble yet.
 *
 * @param place of the source
 */
public record FailedSource(String place, FetchFailure why) {

  /** One line for people. Printable ASCII and at most 403 characters, whatever a server says. */
  public String line() {
    return UpdateWords.of(this);
  }
}
