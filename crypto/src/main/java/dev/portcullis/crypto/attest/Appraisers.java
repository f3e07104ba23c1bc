package dev.portcullis.crypto.attest;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Attestation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The formats that are configured, each by its name. */
public final class Appraisers {

  private final Map<String, Appraiser<?>> formats;

  /**
   * Appraisers of these formats.
   *
   * @throws IllegalArgumentException if two of them have one name
   */
  public Appraisers(List<Appraiser<?>> appraisers) {
    this.formats =
        appraisers.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Appraiser::format,
                    Function.identity(),
                    (one, _) -> {
                      throw new IllegalArgumentException("twice: " + one.format());
                    }));
  }

  /** Appraises {@code attestation} as far as the first requirement it does not meet. */
  public Outcome<AttestationResult, AttestationRefusal> appraise(
      Attestation attestation, Occasion occasion) {
    return find(attestation.format())
        .<Outcome<AttestationResult, AttestationRefusal>>map(
            appraiser -> appraiser.appraise(attestation.result(), occasion))
        .orElseGet(() -> Outcome.refused(AttestationRefusal.UNKNOWN_FORMAT));
  }

  /** The appraiser of the format {@code name}, if it is configured. */
  public Optional<Appraiser<?>> find(String name) {
    return Optional.ofNullable(formats.get(name));
  }

  /** The names of the formats that are configured. */
  public Set<String> names() {
    return formats.keySet();
  }
}
