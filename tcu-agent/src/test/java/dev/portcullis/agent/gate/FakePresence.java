package dev.portcullis.agent.gate;

import dev.portcullis.agent.grant.Presence;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A car in which somebody gives signals when the test says so. */
final class FakePresence implements Presence {

  private final Map<Signal, Long> given = new ConcurrentHashMap<>();

  void give(Signal signal, long at) {
    given.put(signal, at);
  }

  /** As a restart of the agent does. */
  void forget() {
    given.clear();
  }

  @Override
  public OptionalLong lastGiven(Signal signal) {
    var at = given.get(signal);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }
}
