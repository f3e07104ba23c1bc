package dev.portcullis.can.watch;

import dev.portcullis.can.frame.ArbitrationId;
import java.util.List;
import java.util.Optional;

/**
 * How a message was in a clean recording.
 *
 * @param frames how many there were, above zero
 * @param twins signals that said the same as one of another message
 * @param gaps between them; empty where there were fewer than two
 */
public record MessageBaseline(
    ArbitrationId id,
    long frames,
    Optional<GapBaseline> gaps,
    Optional<CounterBaseline> counter,
    Optional<ChecksumBaseline> checksum,
    List<SignalBaseline> signals,
    List<TwinBaseline> twins) {

  /** Copies the lists. */
  public MessageBaseline {
    signals = List.copyOf(signals);
    twins = List.copyOf(twins);
  }

  /** What is known of the signal of that name. */
  public Optional<SignalBaseline> signal(String name) {
    return signals.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
