package dev.portcullis.can.process;

import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.description.DescriptionKeeper;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.remote.BridgeServer;
import dev.portcullis.can.remote.EventRelay;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.watch.StandingWatch;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.FileSystem;
import java.io.IOException;
import java.util.Optional;

/** The bridge and its server put together: opens everything that {@link Prepared} verified. */
final class BridgeProcess implements AutoCloseable {

  private final SocketPlace place;
  private final SecOcFolder.Opened secOc;
  private final Optional<StandingWatch> watch;
  private final Bridge bridge;
  private final BridgeServer server;

  private BridgeProcess(
      SocketPlace place,
      SecOcFolder.Opened secOc,
      Optional<StandingWatch> watch,
      Bridge bridge,
      BridgeServer server) {
    this.place = place;
    this.secOc = secOc;
    this.watch = watch;
    this.bridge = bridge;
    this.server = server;
  }

  /** The socket first: where another bridge lives, this one does not touch the device. */
  static Outcome<BridgeProcess, Problem> start(
      FileSystem disk, Prepared prepared, Reporter reporter, MonotonicClock clock) {
    var configuration = prepared.configuration();
    return SocketPlace.open(configuration.socket(), prepared.agentUser())
        .then(place ->
            secOc(disk, prepared, place)
                .then(secOc -> start(disk, prepared, place, secOc, reporter, clock)));
  }

  private static Outcome<SecOcFolder.Opened, Problem> secOc(
      FileSystem disk, Prepared prepared, SocketPlace place) {
    var opened =
        prepared
            .kept(disk)
            .then(kept ->
                new SecOcFolder(disk, kept.configuration().secOc())
                    .open(kept.description().commands().keySlots())
                    .mapRefusal(Prepared::said));
    if (opened instanceof Outcome.Refused<?, ?>) {
      place.close();
    }
    return opened;
  }

  private static Outcome<BridgeProcess, Problem> start(
      FileSystem disk,
      Prepared prepared,
      SocketPlace place,
      SecOcFolder.Opened secOc,
      Reporter reporter,
      MonotonicClock clock) {
    var configuration = prepared.configuration();
    var relay = new EventRelay(clock);
    var watch =
        prepared
            .detectors()
            .map(detectors ->
                StandingWatch.start(
                    detectors,
                    alarm -> {
                      reporter.raised(alarm);
                      relay.raised(alarm);
                    },
                    clock));
    var ports = configuration.device().ports(clock);
    var bridge =
        Bridge.open(
            prepared.description().commands(),
            watch.map(it -> it.before(ports)).orElse(ports),
            clock,
            secOc.parts(),
            new BridgeObservers(
                relay,
                relay,
                (port, status) -> {
                  reporter.changed(port, status);
                  relay.changed(port, status);
                },
                (message, why, frames) -> {
                  reporter.refused(message, why, frames);
                  relay.refused(message, why, frames);
                }));
    var described =
        new DescriptionKeeper(
            prepared.description().version(),
            prepared.store(disk),
            configuration.car()::signers,
            secOc,
            bridge,
            reporter);
    try {
      var served = new BridgeServer.Served(bridge, bridge, described, prepared.agentUser(), relay);
      var server = BridgeServer.start(place.listening(), served, reporter, clock);
      reporter.ready(configuration.socket().toString(), configuration.agentUser());
      return Outcome.passed(new BridgeProcess(place, secOc, watch, bridge, server));
    } catch (IOException e) {
      bridge.close();
      watch.ifPresent(StandingWatch::close);
      secOc.close();
      place.close();
      return Outcome.refused(
          new Problem(
              configuration.socket().toString(),
              "cannot be listened at: " + e.getMessage(),
              "look at the limits of the process"));
    }
  }

  @Override
  public void close() {
    server.close();
    bridge.close();
    watch.ifPresent(StandingWatch::close);
    secOc.close();
    place.close();
  }
}
