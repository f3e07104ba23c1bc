package dev.portcullis.can.watch;

import dev.portcullis.can.watch.TestBus.Timed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A watch of the test bus, and what it told. */
final class WatchedBus {

  private static final Baseline LEARNED = TestBus.learned();

  final List<Finding> findings = new ArrayList<>();
  final BusWatch watch;

  private WatchedBus(Optional<Baseline> baseline, WatchSettings settings) {
    watch = new BusWatch(TestBus.DESCRIPTION, baseline, settings, findings::add);
  }

  static WatchedBus learned() {
    return new WatchedBus(Optional.of(LEARNED), WatchSettings.usual());
  }

  static WatchedBus learned(WatchSettings settings) {
    return new WatchedBus(Optional.of(LEARNED), settings);
  }

  static WatchedBus described() {
    return new WatchedBus(Optional.empty(), WatchSettings.usual());
  }

  void hear(List<Timed> frames) {
    frames.forEach(it -> watch.accept(it.frame(), Origin.BUS, it.nanos()));
  }

  void hear(Timed... frames) {
    hear(List.of(frames));
  }

  WatchedBus hears(List<Timed> frames) {
    hear(frames);
    return this;
  }

  WatchedBus hears(Timed... frames) {
    return hears(List.of(frames));
  }

  Set<FindingKind> kinds() {
    Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
    findings.forEach(it -> kinds.add(it.kind()));
    return kinds;
  }

  Finding only(FindingKind kind) {
    return findings.stream()
        .filter(it -> it.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is not among " + findings));
  }
}
