package dev.portcullis.simulator.repository.console;

import dev.portcullis.simulator.repository.FleetCampaign.State;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;

/** The tree below {@code ./portcullis sim ota}. */
public final class OtaCommands {

  private OtaCommands() {}

  /** Every command, with this clock and randomness. */
  public static CommandLine tree(InstantSource clock, SecureRandom random) {
    var vehicle =
        GroupCommand.named(
                "vehicle",
                "The Director's inventory.",
                "./portcullis sim ota vehicle list --folder cloud")
            .addSubcommand(new VehicleAddCommand(clock, random))
            .addSubcommand(new VehicleListCommand(clock, random));
    var campaign =
        GroupCommand.named(
                "campaign",
                "Which vehicles are directed to which images.",
                "./portcullis sim ota campaign status --folder cloud")
            .addSubcommand(new CampaignCreateCommand(clock, random))
            .addSubcommand(new CampaignWidenCommand(clock, random))
            .addSubcommand(new CampaignStatusCommand(clock, random))
            .addSubcommand("pause", new CampaignStateCommand(State.PAUSED, clock, random))
            .addSubcommand("resume", new CampaignStateCommand(State.RUNNING, clock, random))
            .addSubcommand("cancel", new CampaignStateCommand(State.CANCELLED, clock, random));
    return GroupCommand.named(
            "ota",
            "The OEM's Uptane repositories: keys, images, vehicles, campaigns, and their server.",
            "./portcullis sim ota init --folder cloud")
        .addSubcommand(new InitCommand(clock, random))
        .addSubcommand(new AddTargetCommand(clock, random))
        .addSubcommand(new ListTargetsCommand(clock, random))
        .addSubcommand(new DelegateCommand(clock, random))
        .addSubcommand(new RotateRootCommand(clock, random))
        .addSubcommand(new RefreshCommand(clock, random))
        .addSubcommand(vehicle)
        .addSubcommand(campaign)
        .addSubcommand(new ServeCommand(clock, random));
  }
}
