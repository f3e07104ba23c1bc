package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota campaign widen}. */
@Command(
    name = "widen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Gives a campaign by percentage more vehicles; none that had it loses it.",
    footer = {
      "",
      "Example:",
      "  ./portcullis sim ota campaign widen winter --folder cloud --percent 25"
    })
final class CampaignWidenCommand extends OtaTask {

  @Parameters(paramLabel = "NAME", description = "The campaign's name.")
  private String name = "";

  @Option(
      names = "--percent",
      paramLabel = "N",
      required = true,
      description = "So much of the fleet, not less than before.")
  private int percent;

  CampaignWidenCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var id = CampaignId.of(name).orElseThrow(() -> wrongCall("'" + name + "' is no campaign"));
    var part = CampaignText.part(percent).orElseThrow(() -> wrongCall("--percent: 0 to 100"));
    return repositories
        .director()
        .widen(id, part)
        .map(campaign ->
            new Said(List.of(" ✓ " + CampaignText.line(campaign)), CampaignText.data(campaign)));
  }
}
