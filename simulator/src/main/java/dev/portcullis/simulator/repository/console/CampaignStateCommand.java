package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.simulator.repository.FleetCampaign;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota campaign pause}, {@code resume} and {@code cancel}. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Changes whether vehicles are directed to a campaign's images.",
      "A vehicle that has them already keeps them: nothing goes back. To undo a release, make one"
          + " with a higher release counter. A cancelled campaign cannot be resumed."
    },
    footer = {"", "Example:", "  ./portcullis sim ota campaign pause winter --folder cloud"})
final class CampaignStateCommand extends OtaTask {

  private final FleetCampaign.State state;

  @Parameters(paramLabel = "NAME", description = "The campaign's name.")
  private String name = "";

  CampaignStateCommand(FleetCampaign.State state, InstantSource clock, SecureRandom random) {
    super(clock, random);
    this.state = state;
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var id = CampaignId.of(name).orElseThrow(() -> wrongCall("'" + name + "' is no campaign"));
    return repositories
        .director()
        .change(id, state)
        .map(campaign ->
            new Said(List.of(" ✓ " + CampaignText.line(campaign)), CampaignText.data(campaign)));
  }
}
