package dev.portcullis.simulator.console;

import dev.portcullis.simulator.cloud.CloudCommand;
import dev.portcullis.simulator.demo.AttackCommand;
import dev.portcullis.simulator.demo.DemoCommand;
import dev.portcullis.simulator.demo.Surroundings;
import dev.portcullis.simulator.image.PackCommand;
import dev.portcullis.simulator.image.UnitCommand;
import dev.portcullis.simulator.phone.PhoneCommand;
import dev.portcullis.simulator.repository.console.OtaCommands;
import dev.portcullis.simulator.vehicle.RecordCommand;
import dev.portcullis.simulator.vehicle.ReplayCommand;
import dev.portcullis.simulator.vehicle.VehicleCommand;
import dev.portcullis.simulator.watch.WatchTrialCommand;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;

/**
 * Starts what {@code ./portcullis demo}, {@code sim} and {@code explain} name. Only wiring: each
 * command is a class of its own.
 */
public final class Main {

  private Main() {}

  /** Exits with 0 for done, 1 for refused or unhealthy, 2 for unusable. */
  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  /** The whole tree, each command with its own help. */
  static CommandLine commands() {
    var random = new SecureRandom();
    var around = new Surroundings(InstantSource.system(), System::nanoTime, random);
    CommandLine sim =
        new CommandLine(new SimCommand())
            .addSubcommand(new VehicleCommand())
            .addSubcommand(new RecordCommand())
            .addSubcommand(new ReplayCommand(System::nanoTime))
            .addSubcommand(new WatchTrialCommand())
            .addSubcommand(new CloudCommand(InstantSource.system(), random))
            .addSubcommand(new PhoneCommand(InstantSource.system(), random))
            .addSubcommand(new AttackCommand(around))
            .addSubcommand(
                OtaCommands.tree(InstantSource.system(), random)
                    .addSubcommand(new PackCommand())
                    .addSubcommand(new UnitCommand()));
    CommandLine tree =
        new CommandLine(new PortcullisCommand())
            .addSubcommand(new DemoCommand(around))
            .addSubcommand(new ExplainCommand())
            .addSubcommand(sim);
    return Manners.teach(tree);
  }
}
