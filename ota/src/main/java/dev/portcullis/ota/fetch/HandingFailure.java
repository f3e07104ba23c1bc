package dev.portcullis.ota.fetch;

/** Why the Director does not have what it was handed. */
public sealed interface HandingFailure {

  /**
   * It was read and not taken.
   *
   * @param code what the Director calls the reason: capitals and underscores, or {@code UNNAMED}
   */
  record NotTaken(String code) implements HandingFailure {}

  /** It did not get there, or no answer came from there. */
  record NotHanded(FetchFailure why) implements HandingFailure {}
}
