package dev.portcullis.can.process;

import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.remote.BridgeServer;
import dev.portcullis.can.remote.EventRelay;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;

/** The bridge and its server put together: opens everything that {@link Prepared} verified. */
final class BridgeProcess implements AutoCloseable {

  private final SocketPlace place;
  private final Bridge bridge;
  private final BridgeServer server;

  private BridgeProcess(SocketPlace place, Bridge bridge, BridgeServer server) {
    this.place = place;
    this.bridge = bridge;
    this.server = server;
  }

  /** The socket first: where another bridge lives, this one does not touch the device. */
  static Outcome<BridgeProcess, Problem> start(
      Prepared prepared, Reporter reporter, MonotonicClock clock) {
    var configuration = prepared.configuration();
    return SocketPlace.open(configuration.socket(), prepared.agentUser())
        .then(place -> start(prepared, place, reporter, clock));
  }

  private static Outcome<BridgeProcess, Problem> start(
      Prepared prepared, SocketPlace place, Reporter reporter, MonotonicClock clock) {
    var configuration = prepared.configuration();
    var relay = new EventRelay(clock);
    var bridge =
        Bridge.open(
            prepared.description().commands(),
            configuration.device().ports(clock),
            clock,
            relay,
            relay,
            (port, status) -> {
              reporter.changed(port, status);
              relay.changed(port, status);
            });
    try {
      var served =
          new BridgeServer.Served(
              bridge, prepared.description().digest(), prepared.agentUser(), relay);
      var server = BridgeServer.start(place.listening(), served, reporter, clock);
      reporter.ready(configuration.socket().toString(), configuration.agentUser());
      return Outcome.passed(new BridgeProcess(place, bridge, server));
    } catch (IOException e) {
      bridge.close();
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
    place.close();
  }
}
