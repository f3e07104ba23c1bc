package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.slot.CampaignId;
import dev.portcullis.ota.uptane.EcuId;
import dev.portcullis.ota.uptane.VehicleId;
import dev.portcullis.simulator.repository.CampaignReach;
import dev.portcullis.simulator.repository.FleetVehicle;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./portcullis sim ota campaign create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Directs vehicles to images that belong together: each takes all of them or none.",
      "ECU is an ECU's id, or what stands behind the vehicle's own id and a hyphen:"
          + " application means car-1-application in car-1."
    },
    footer = {
      "",
      "Examples:",
      "  ./portcullis sim ota campaign create winter --folder cloud \\",
      "      --target application=agent-1.1.tar --percent 5",
      "  ./portcullis sim ota campaign create hotfix --folder cloud \\",
      "      --target policy=policy-8.tar --vehicles car-1,car-2"
    })
final class CampaignCreateCommand extends OtaTask {

  @Parameters(paramLabel = "NAME", description = "The campaign's name.")
  private String name = "";

  @Option(
      names = "--target",
      paramLabel = "ECU=TARGET",
      required = true,
      description = "Which ECU is to have which target; repeatable.")
  private Map<String, String> targets = new LinkedHashMap<>();

  @Option(
      names = "--vehicles",
      paramLabel = "VEHICLE",
      split = ",",
      description = "These vehicles; repeatable.")
  private List<String> vehicles = new ArrayList<>();

  @Option(
      names = "--percent",
      paramLabel = "N",
      description = "So much of the fleet, 0 to 100; widen it later.")
  private Optional<Integer> percent = Optional.empty();

  CampaignCreateCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var id = CampaignId.of(name);
    if (id.isEmpty()) {
      throw wrongCall("NAME: letters, digits and . _ - with at most 64 characters");
    }
    var wanted = new LinkedHashMap<EcuId, String>();
    for (Map.Entry<String, String> each : targets.entrySet()) {
      switch (FleetVehicle.ecu(each.getKey())) {
        case Outcome.Passed<EcuId, RepositoryRefusal>(var ecu) -> wanted.put(ecu, each.getValue());
        case Outcome.Refused<EcuId, RepositoryRefusal>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return repositories
        .director()
        .create(id.get(), reach(), wanted)
        .map(campaign ->
            new Said(List.of(" ✓ " + CampaignText.line(campaign)), CampaignText.data(campaign)));
  }

  private CampaignReach reach() {
    if (percent.isPresent() == !vehicles.isEmpty()) {
      throw wrongCall("either --vehicles or --percent says which vehicles");
    }
    if (percent.isEmpty()) {
      return new CampaignReach.Listed(
          new LinkedHashSet<>(vehicles.stream().map(VehicleId::new).toList()));
    }
    return CampaignText.part(percent.get()).orElseThrow(() -> wrongCall("--percent: 0 to 100"));
  }
}
