package dev.portcullis.agent;

import dev.portcullis.agent.car.BridgePresence;
import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.provision.CarUpdate;
import dev.portcullis.agent.provision.CarWatch;
import dev.portcullis.agent.provision.InstalledFiles;
import dev.portcullis.agent.provision.PolicyWatch;
import dev.portcullis.agent.report.Reporter;
import dev.portcullis.can.actuate.Bridge;
import dev.portcullis.can.actuate.BridgeObservers;
import dev.portcullis.can.actuate.CarActions;
import dev.portcullis.can.actuate.TransmitObserver;
import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.DescriptionChange;
import dev.portcullis.can.description.DescriptionKeeper;
import dev.portcullis.can.description.DescriptionObserver;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.port.MonotonicClock;
import dev.portcullis.can.remote.RemoteBridge;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.watch.StandingWatch;
import dev.portcullis.crypto.durable.FileSystem;
import java.util.Optional;

/** can-bridge: in this process, or the process that alone may open the adapter. */
sealed interface OpenedBridge {

  /** What it is opened with. */
  record Opening(
      Prepared prepared,
      Optional<StandingWatch> busWatch,
      SecOcFolder.Opened secOc,
      BridgePresence presence,
      CarInForce described,
      Reporter reporter,
      MonotonicClock clock) {}

  /** How it is asked. */
  CarActions actions();

  /** What takes another description of the car. */
  DescriptionChange change(Opening opening, CarUpdate update, PolicyWatch policies);

  /** The agent goes by another description, as the bridge does. */
  void changed(SignedDescription next);

  /** In this process. */
  record Within(Bridge actions) implements OpenedBridge {

    @Override
    public DescriptionChange change(Opening opening, CarUpdate update, PolicyWatch policies) {
      return new DescriptionKeeper(
          opening.described().version(),
          update.store(),
          policies::signers,
          opening.secOc(),
          actions,
          new ToldByTheWatch());
    }

    @Override
    public void changed(SignedDescription next) {
      // The keeper changed the bridge itself.
    }
  }

  /** In a process of its own, which verifies and keeps for itself what it goes by. */
  record Apart(RemoteBridge actions) implements OpenedBridge {

    @Override
    public DescriptionChange change(Opening opening, CarUpdate update, PolicyWatch policies) {
      return actions;
    }

    @Override
    public void changed(SignedDescription next) {
      actions.shows(next.commands().observedNames());
    }
  }

  /** People are told by the watch, in both forms alike. */
  final class ToldByTheWatch implements DescriptionObserver {

    @Override
    public void inForce(SignedDescription description) {}

    @Override
    public void refused(ChangeRefusal why) {}
  }

  static OpenedBridge open(Opening opening, TransmitObserver observer) {
    var installation = opening.prepared().installation();
    var reporter = opening.reporter();
    var observers =
        new BridgeObservers(observer, opening.presence(), reporter::port, reporter::unauthentic);
    return switch (opening.prepared().configuration().can()) {
      case AgentConfiguration.Can.Adapter(var device) -> {
        var ports = device.ports(opening.clock());
        yield new Within(
            Bridge.open(
                installation.commands(),
                opening.busWatch().map(it -> it.before(ports)).orElse(ports),
                opening.clock(),
                opening.secOc().parts(),
                observers));
      }
      case AgentConfiguration.Can.BridgeSocket(var socket) ->
          new Apart(
              RemoteBridge.start(
                  socket,
                  installation.commands().observedNames(),
                  new RemoteBridge.Observers(
                      observers,
                      reporter::alarm,
                      status ->
                          reporter.bridge(socket, status, opening.described().version().digest())),
                  opening.clock()));
    };
  }

  /** Looks for descriptions of the car that are offered while the agent runs. */
  default CarWatch watch(Opening opening, FileSystem disk, PolicyWatch policies) {
    var reporter = opening.reporter();
    var state = opening.prepared().configuration().state();
    var update = new CarUpdate(disk, InstalledFiles.in(state));
    return new CarWatch(
        update,
        opening.described().version(),
        policies::signers,
        change(opening, update, policies),
        new CarWatch.Listener() {
          @Override
          public void changed(SignedDescription next) {
            opening.described().change(next);
            OpenedBridge.this.changed(next);
            reporter.carChanged(next.sequence(), next.digest());
          }

          @Override
          public void refused(String why) {
            reporter.carRefused(why);
          }
        });
  }
}
