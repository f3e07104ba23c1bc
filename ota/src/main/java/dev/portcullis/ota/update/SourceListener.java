package dev.portcullis.ota.update;

import dev.portcullis.ota.fetch.FetchFailure;

/**
 * Who is told that a source of images failed, also where another one brings the image then: a
 * server that shows the wrong key would otherwise never be noticed. Called on the thread that
 * fetches, at most as often as there are attempts.
 */
@FunctionalInterface
public interface SourceListener {

  /** Nobody. */
  SourceListener NONE = (_, _) -> {};

  /**
   * The source did not bring the image, or not to its end.
   *
   * @param place of the source, for people
   */
  void failed(String place, FetchFailure why);
}
